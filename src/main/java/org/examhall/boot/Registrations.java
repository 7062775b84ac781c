package org.examhall.boot;

import java.time.Duration;
import org.examhall.bridge.connection.TestConnection;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.bridge.registration.PlatformCalls;
import org.examhall.bridge.registration.RegisterPlatform;
import org.examhall.bridge.registration.SealedProposals;
import org.examhall.bridge.registration.StoreRegistration;
import org.examhall.core.consumer.AcceptDeployment;
import org.examhall.core.consumer.AddLti13Consumer;
import org.examhall.core.consumer.ChangeRegistration;
import org.examhall.core.consumer.KeySetOverviews;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.context.ServiceSamples;
import org.examhall.core.scoring.Requeues;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.lti.registration.PlatformAddress;
import org.examhall.lti.service.LineItemCalls;
import org.examhall.lti.service.MemberCalls;
import org.examhall.web.admin.AddLmsPage;
import org.examhall.web.admin.ConnectionPage;
import org.examhall.web.admin.InvitePage;
import org.examhall.web.admin.NewRegistrationPage;
import org.examhall.web.admin.OneTimeSecret;
import org.examhall.web.admin.RegistrationPage;
import org.examhall.web.admin.SaveRegistration;
import org.examhall.web.http.Refusals;
import org.examhall.web.lti.RegistrationHandler;

/** Registrations of LTI 1.3 platforms: the administrator's pages, and LMSs that come themselves. */
final class Registrations implements AutoCloseable {
  /** Somebody waits in front of the page meanwhile. */
  private static final OutboundLimits IMPATIENT =
      new OutboundLimits(Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofSeconds(12));

  private final Lti13Registrations registrations = new Lti13Registrations();
  private final Lti13Deployments deployments = new Lti13Deployments();
  private final RegistrationInvites invites = new RegistrationInvites();
  private final Outbound outbound;

  final AddLmsPage addLms = new AddLmsPage();
  final NewRegistrationPage create;
  final RegistrationPage page;
  final SaveRegistration save;
  final ConnectionPage connection;
  final InvitePage invitations;
  final RegistrationHandler handler;

  Registrations(Core core, Platforms platforms) {
    ToolAddresses tool = platforms.addresses;
    Refusals texts = new Refusals(core.messages);
    AcceptDeployment accept = new AcceptDeployment(deployments, core.consumers, core.staff.audit);
    AddLti13Consumer add = new AddLti13Consumer(core.consumers, registrations, accept);
    ChangeRegistration change = new ChangeRegistration(registrations, core.staff.audit);
    this.outbound = core.outbound(IMPATIENT);
    this.create = new NewRegistrationPage(core.pages, add, core.staff.audit, tool, texts);
    this.page =
        new RegistrationPage(
            core.pages,
            new RegistrationPage.Tables(
                core.consumers, registrations, deployments, new KeySetOverviews(core.json)),
            tool,
            core.ownKeys);
    this.connection =
        new ConnectionPage(core.pages, page, testConnection(core, platforms), core.staff.audit);
    this.save =
        new SaveRegistration(
            core.pages,
            change,
            deployments,
            accept,
            new SaveRegistration.Waiting(new Requeues(), core.bell),
            page,
            texts);
    this.invitations =
        new InvitePage(
            core.pages, invites, core.staff.audit, new OneTimeSecret(core.secretBox), tool, texts);
    StoreRegistration store =
        new StoreRegistration(
            new StoreRegistration.Tables(registrations, invites),
            add,
            change,
            accept,
            core.staff.audit);
    this.handler = new RegistrationHandler(register(core, tool, store), tool, texts, core.json);
  }

  private static TestConnection testConnection(Core core, Platforms platforms) {
    return new TestConnection(
        core.pages,
        new TestConnection.Tables(new KeySetOverviews(core.json), new ServiceSamples()),
        platforms.keys,
        new TestConnection.Services(
            core.services(platforms.outbound),
            new LineItemCalls(core.json),
            new MemberCalls(core.json)),
        core.clock);
  }

  private RegisterPlatform register(Core core, ToolAddresses tool, StoreRegistration store) {
    PlatformAddress addresses = new PlatformAddress(core.config.list(Option.PRIVATE_HOSTS));
    return new RegisterPlatform(
        core.pages,
        new RegisterPlatform.Tables(invites, registrations, store),
        tool,
        new PlatformCalls(outbound, addresses, core.json),
        new SealedProposals(core.secretBox, core.json));
  }

  @Override
  public void close() {
    outbound.close();
  }
}
