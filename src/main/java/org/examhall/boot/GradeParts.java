package org.examhall.boot;

import org.examhall.bridge.comparison.CompareGrades;
import org.examhall.bridge.outcome.GradeCalls;
import org.examhall.bridge.outcome.GradePlaces;
import org.examhall.bridge.outcome.OutcomeCalls;
import org.examhall.bridge.outcome.OutcomeTargets;
import org.examhall.bridge.outcome.WorkDetails;
import org.examhall.bridge.service.AgsCalls;
import org.examhall.bridge.service.FindColumn;
import org.examhall.bridge.service.ReadResults;
import org.examhall.bridge.service.ReleaseGrades;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.WaitingRoom;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.OutcomePlaces;
import org.examhall.core.scoring.AddressNews;
import org.examhall.core.scoring.GradedAttempts;
import org.examhall.core.scoring.LineItems;
import org.examhall.core.scoring.ScoreOutbox;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.sql.Db;
import org.examhall.lti.service.LineItemCalls;
import org.examhall.lti.service.ScoreCalls;

/** What writes grades into gradebooks, and what reads them there. */
final class GradeParts {
  private final Core core;
  private final Outbound outbound;
  private final ServiceCalls services;
  private final LineItemCalls lineItems;
  private final FindColumn columns;
  private final WaitingRoom waiting = new WaitingRoom();

  /** Those of a process that calls through {@code outbound} and keeps columns in {@code db}. */
  GradeParts(Core core, Db db, Outbound outbound, ServiceCalls services) {
    this.core = core;
    this.outbound = outbound;
    this.services = services;
    this.lineItems = new LineItemCalls(core.json);
    this.columns = new FindColumn(db, new LineItems(), new AddressNews(), lineItems);
  }

  GradePlaces places() {
    return new GradePlaces(
        new OutcomePlaces(),
        new OutcomeTargets(
            new Lti11Outcomes(),
            core.lti11Keys,
            new OutcomeAddresses(),
            new ClientCertificates(core.secretBox),
            new WorkDetails(
                new GradedAttempts(),
                core.messages,
                core.config.origin(Option.PUBLIC_URL) + "/lti11/launch")),
        new Lti13Outcomes());
  }

  GradeCalls calls() {
    return new GradeCalls(
        outcomes(), new AgsCalls(services, columns, new ScoreCalls(core.json), core.clock));
  }

  CompareGrades compare() {
    return new CompareGrades(
        core.pages,
        new CompareGrades.Tables(new ScoreOutbox(), new Lti13Outcomes(), places()),
        new ReadResults(services, columns, new ScoreCalls(core.json)),
        outcomes(),
        waiting);
  }

  ReleaseGrades release() {
    return new ReleaseGrades(
        core.pages,
        new Lti13Outcomes(),
        columns,
        new ReleaseGrades.Services(services, lineItems),
        waiting);
  }

  private OutcomeCalls outcomes() {
    return new OutcomeCalls(outbound, core.clock, core.tokens::fresh);
  }
}
