package org.examhall.boot;

import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.SavePeriod;
import org.examhall.core.context.TimePeriods;
import org.examhall.core.report.ContextOverviews;
import org.examhall.core.retention.RetentionRules;
import org.examhall.core.retention.SaveRetention;
import org.examhall.core.user.AuditLog;
import org.examhall.web.admin.ContextListPage;
import org.examhall.web.admin.ContextPage;
import org.examhall.web.admin.DeletePage;
import org.examhall.web.admin.PeriodPage;
import org.examhall.web.admin.RetentionPage;
import org.examhall.web.http.Refusals;

/** The administrator's pages of courses, and of what is deleted. */
final class ContextPages {
  final ContextListPage list;
  final ContextPage page;
  final PeriodPage periods;
  final DeletePage delete;
  final RetentionPage retention;

  ContextPages(Core core) {
    AuditLog audit = core.staff.audit;
    ConsumerOverviews consumers = new ConsumerOverviews();
    ContextOverviews contexts = new ContextOverviews();
    TimePeriods times = new TimePeriods();
    this.list = new ContextListPage(core.pages, consumers, contexts);
    this.page = new ContextPage(core.pages, contexts);
    this.periods =
        new PeriodPage(
            core.pages,
            consumers,
            times,
            new SavePeriod(times, audit),
            audit,
            new Refusals(core.messages));
    this.delete =
        new DeletePage(
            core.pages,
            new DeletePage.Tables(consumers, core.consumers, contexts, new Contexts()),
            audit);
    this.retention =
        new RetentionPage(
            core.pages,
            core.reports,
            new SaveRetention(new RetentionRules(), audit),
            new Refusals(core.messages));
  }
}
