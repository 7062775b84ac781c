package org.examhall.boot;

import java.net.URI;
import org.examhall.bridge.cartridge.KnownPlacements;
import org.examhall.bridge.checkup.CheckUp;
import org.examhall.core.consumer.CartridgePlacements;
import org.examhall.core.consumer.ChangeClientCertificate;
import org.examhall.core.consumer.ChangeGradesAtOnce;
import org.examhall.core.consumer.ChangeLaunchChecks;
import org.examhall.core.consumer.ChangeOutcomeAddress;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.report.ConsumerHistories;
import org.examhall.core.report.SiteHistories;
import org.examhall.core.scoring.Requeues;
import org.examhall.core.scoring.ResendRefused;
import org.examhall.core.secret.SealedSecrets;
import org.examhall.web.admin.AuditPage;
import org.examhall.web.admin.CartridgePage;
import org.examhall.web.admin.ConsumerListPage;
import org.examhall.web.admin.ConsumerPage;
import org.examhall.web.admin.HealthPage;
import org.examhall.web.admin.HomePage;
import org.examhall.web.admin.NewConsumerPage;
import org.examhall.web.admin.OneTimeSecret;
import org.examhall.web.admin.RefusalListPage;
import org.examhall.web.admin.SaveChecks;
import org.examhall.web.admin.SaveOutcomeWay;
import org.examhall.web.admin.SetupPage;
import org.examhall.web.admin.SignInPage;
import org.examhall.web.admin.WelcomePage;
import org.examhall.web.http.Refusals;

/** The handlers of {@code /admin}. */
final class AdminPages {
  final WelcomePage welcome = new WelcomePage();
  final HomePage home;
  final SignInPage signIn;
  final SetupPage setup;
  final StaffPages staff;
  final SearchPages search;
  final ConsumerListPage consumers;
  final NewConsumerPage newConsumer;
  final ConsumerPage consumer;
  final ContextPages contexts;
  final SaveChecks checks;
  final SaveOutcomeWay way;
  final RefusalListPage refusals;
  final AuditPage audit;
  final HealthPage health;
  final KnownPlacements placements;
  final CartridgePage cartridge;

  AdminPages(Core core, URI app) {
    Staff accounts = core.staff;
    Refusals texts = new Refusals(core.messages);
    OneTimeSecret secret = new OneTimeSecret(core.secretBox);
    ConsumerOverviews overviews = new ConsumerOverviews();
    ClientCertificates certificates = new ClientCertificates(core.secretBox);
    OutcomeAddresses addresses = new OutcomeAddresses();
    CheckUp checkUp =
        new CheckUp(
            core.config,
            core.pages,
            new SealedSecrets(core.secretBox, accounts.audit),
            accounts.audit);
    this.home = new HomePage(core.pages, overviews, new SiteHistories(), checkUp);
    this.signIn =
        new SignInPage(core.pages, accounts.accounts, accounts.signIn, accounts.sessions, texts);
    this.setup =
        new SetupPage(core.pages, accounts.accounts, accounts.first, accounts.sessions, texts);
    this.staff = new StaffPages(core, secret, app);
    this.search = new SearchPages(core);
    this.consumers = new ConsumerListPage(core.pages, overviews, core.consumers);
    this.newConsumer =
        new NewConsumerPage(core.pages, core.addLti11Consumer, accounts.audit, secret, texts);
    this.consumer =
        new ConsumerPage(
            core.pages,
            new ConsumerPage.Tables(
                overviews,
                core.consumers,
                core.lti11Keys,
                new Lti13Registrations(),
                certificates,
                addresses,
                new ConsumerHistories()),
            accounts.audit,
            secret,
            app);
    this.contexts = new ContextPages(core);
    this.checks =
        new SaveChecks(
            core.pages,
            core.lti11Keys,
            new ChangeLaunchChecks(core.lti11Keys, accounts.audit),
            consumer,
            texts);
    this.way =
        new SaveOutcomeWay(
            core.pages,
            new ChangeClientCertificate(certificates, accounts.audit),
            new ChangeOutcomeAddress(addresses, accounts.audit),
            new ChangeGradesAtOnce(core.consumers, accounts.audit),
            new ResendRefused(new Requeues(), accounts.audit),
            consumer,
            texts);
    this.placements = new KnownPlacements(new CartridgePlacements(), accounts.audit);
    this.cartridge = new CartridgePage(core.pages, placements, app);
    this.health = new HealthPage(checkUp);
    this.audit = new AuditPage(core.pages, accounts.audit, accounts.accounts);
    this.refusals = new RefusalListPage(core.pages, core.launchRefusals);
  }
}
