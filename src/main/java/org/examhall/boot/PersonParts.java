package org.examhall.boot;

import org.examhall.core.attempt.ErasePerson;
import org.examhall.core.report.KeptDataCounts;
import org.examhall.core.report.PersonData;
import org.examhall.core.report.PersonOverviews;
import org.examhall.web.http.Refusals;
import org.examhall.web.person.EraseForm;
import org.examhall.web.person.PersonDataFile;

/** What administrators of the site and of an LMS do with what is kept about a person. */
final class PersonParts {
  private PersonParts() {}

  static PersonDataFile file(Core core) {
    return new PersonDataFile(core.pages, core.reports, new PersonData(), core.staff.audit);
  }

  static EraseForm erase(Core core) {
    return new EraseForm(
        core.pages,
        new PersonOverviews(),
        new KeptDataCounts(),
        new ErasePerson(core.staff.audit),
        new Refusals(core.messages));
  }
}
