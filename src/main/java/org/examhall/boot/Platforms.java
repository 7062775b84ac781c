package org.examhall.boot;

import org.examhall.bridge.launch.AcceptLaunch13;
import org.examhall.bridge.launch.BeginLogin;
import org.examhall.bridge.launch.FetchedKeys;
import org.examhall.bridge.launch.HandOver;
import org.examhall.bridge.launch.KeepServices;
import org.examhall.bridge.launch.LinkEarlierIds;
import org.examhall.bridge.launch.ToolAddresses;
import org.examhall.bridge.launch.VerifyLaunch13;
import org.examhall.bridge.selection.RefuseSelection;
import org.examhall.core.access.AccessChanges;
import org.examhall.core.attempt.Attempts;
import org.examhall.core.consumer.AcceptDeployment;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.LtiStates;
import org.examhall.core.consumer.PlatformKeys;
import org.examhall.core.consumer.ResolveDeployment;
import org.examhall.core.context.Handovers;
import org.examhall.core.context.IdAliases;
import org.examhall.core.context.Lti13Outcomes;
import org.examhall.core.context.Lti13Services;
import org.examhall.core.context.Rosters;
import org.examhall.core.exam.Exams;
import org.examhall.core.scoring.AddressNews;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.lti.jose.IdTokenVerifier;
import org.examhall.web.lti.Lti13;

/** The endpoints for platforms of LTI 1.3, and what they work with. */
final class Platforms implements AutoCloseable {
  final Outbound outbound;
  final FetchedKeys keys;
  final ToolAddresses addresses;
  final Lti13 endpoints;

  Platforms(Core core) {
    this.outbound = core.outbound(OutboundLimits.PROMPT);
    this.keys =
        new FetchedKeys(core.pages, new PlatformKeys(), outbound, OutboundLimits.PROMPT.total());
    this.addresses = new ToolAddresses(core.config.origin(Option.PUBLIC_URL));
    this.endpoints = new Lti13(verbs(core), addresses, core.messages, core.json, core.clock);
  }

  @Override
  public void close() {
    outbound.close();
  }

  private Lti13.Verbs verbs(Core core) {
    Lti13Registrations registrations = new Lti13Registrations();
    Lti13Deployments deployments = new Lti13Deployments();
    LtiStates states = new LtiStates();
    return new Lti13.Verbs(
        new BeginLogin(core.pages, registrations, states, core.tokens, addresses),
        new VerifyLaunch13(
            core.pages, states, new IdTokenVerifier(core.clock, core.json), keys, core.tokens),
        new AcceptLaunch13(
            core.pages,
            new ResolveDeployment(
                deployments, new AcceptDeployment(deployments, core.consumers, core.staff.audit)),
            new LinkEarlierIds(
                registrations,
                core.lti11Keys,
                new IdAliases(),
                new LinkEarlierIds.Work(new Attempts(), new Exams(), new AccessChanges())),
            core.storeLaunch,
            new KeepServices(
                new Lti13Services(), new Lti13Outcomes(), new Rosters(), new AddressNews()),
            core.json),
        new HandOver(core.pages, new Handovers(core.secretBox), core.tokens),
        new RefuseSelection(core.ownKeys, core.tokens, core.clock),
        core.ownKeys,
        core.keepRefusal);
  }
}
