package org.examhall.boot;

import org.examhall.core.context.LookOn;
import org.examhall.core.context.Persons;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.report.PersonOverviews;
import org.examhall.core.report.SiteSearch;
import org.examhall.web.admin.ErasePage;
import org.examhall.web.admin.LookOnHandler;
import org.examhall.web.admin.PersonPage;
import org.examhall.web.admin.SearchPage;

/** The administrator's way to a person, a course or a class. */
final class SearchPages {
  final SearchPage search;
  final PersonPage person;
  final ErasePage erase;
  final LookOnHandler lookOn;

  SearchPages(Core core) {
    this.search = new SearchPage(core.pages, new SiteSearch(), core.json);
    this.person = new PersonPage(core.pages, new PersonOverviews(), PersonParts.file(core));
    this.erase = new ErasePage(PersonParts.erase(core));
    this.lookOn =
        new LookOnHandler(
            core.pages,
            new LookOn(
                new ResourceLinks(), new Persons(), core.launches, core.tokens, core.staff.audit));
  }
}
