package org.examhall.boot;

import java.io.IOException;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.cli.Backups;
import org.examhall.cli.Installation;
import org.examhall.cli.MovedConsumers;
import org.examhall.cli.Processes;
import org.examhall.core.attempt.Archive;
import org.examhall.core.attempt.AttemptTokens;
import org.examhall.core.attempt.ClearExpired;
import org.examhall.core.attempt.save.PackEnded;
import org.examhall.core.consumer.AcceptDeployment;
import org.examhall.core.consumer.AddLti11Consumer;
import org.examhall.core.consumer.AddLti13Consumer;
import org.examhall.core.consumer.ChangeClientCertificate;
import org.examhall.core.consumer.ChangeGradesAtOnce;
import org.examhall.core.consumer.ChangeLaunchChecks;
import org.examhall.core.consumer.ChangeOutcomeAddress;
import org.examhall.core.consumer.ChangeRegistration;
import org.examhall.core.consumer.ClientCertificates;
import org.examhall.core.consumer.ConsumerOverviews;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.Lti13Deployments;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.consumer.LtiStates;
import org.examhall.core.consumer.OutcomeAddresses;
import org.examhall.core.consumer.RegistrationInvites;
import org.examhall.core.consumer.ToolKeys;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.FollowEarlierIds;
import org.examhall.core.context.Handovers;
import org.examhall.core.context.IdAliases;
import org.examhall.core.context.JoinConsumer;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Nonces;
import org.examhall.core.retention.ApplyRetention;
import org.examhall.core.scoring.IdentifyQuestions;
import org.examhall.core.secret.SealedSecrets;
import org.examhall.core.user.AddStaffAccount;
import org.examhall.core.user.AuditLog;
import org.examhall.core.user.BrowserSessions;
import org.examhall.core.user.LoginTries;
import org.examhall.core.user.SetupCodes;
import org.examhall.core.user.StaffAccounts;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Pools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts what a command asks for. */
final class Starter implements Processes {
  private static final Logger LOG = LoggerFactory.getLogger(Starter.class);

  @Override
  public void serve(Config config, int port) throws Exception {
    try (StopSignal stop = new StopSignal();
        RunningSite site = RunningSite.start(config, port)) {
      LOG.info("serving {} on port {}", config.text(Option.PUBLIC_URL), port);
      stop.await();
      site.drain();
    }
  }

  @Override
  public void work(Config config) throws Exception {
    try (StopSignal stop = new StopSignal();
        Core core = new Core(config);
        Worker worker = new Worker(core)) {
      core.migrate();
      worker.start();
      LOG.info("working");
      stop.await();
    }
  }

  /** With one connection and none of the site's other parts: a command is over in a moment. */
  @Override
  public Installation open(Config config) {
    Consumers consumers = new Consumers();
    SecretBox box = new SecretBox(config.secretKeys());
    Lti11Keys keys = new Lti11Keys(box);
    AuditLog audit = new AuditLog(new Json());
    Lti13Registrations registrations = new Lti13Registrations();
    AcceptDeployment accept = new AcceptDeployment(new Lti13Deployments(), consumers, audit);
    Db db = new Pools(config).open("command", 1);
    return new Installation(
        db,
        new AddStaffAccount(new StaffAccounts(), new SetupCodes(), new Passwords(), audit),
        new AddLti11Consumer(consumers, keys),
        new ChangeLaunchChecks(keys, audit),
        new ChangeClientCertificate(new ClientCertificates(box), audit),
        new ChangeOutcomeAddress(new OutcomeAddresses(), audit),
        new ChangeGradesAtOnce(consumers, audit),
        new AddLti13Consumer(consumers, registrations, accept),
        new ChangeRegistration(registrations, audit),
        registrations,
        moved(consumers, registrations, audit),
        new ConsumerOverviews(),
        keys,
        new SealedSecrets(box, audit),
        new OwnKeys(db, new ToolKeys(box)),
        audit,
        new BrowserSessions(),
        new ClearExpired(
            new Launches(),
            new LtiStates(),
            new Handovers(box),
            new Nonces(),
            new AttemptTokens(new Tokens()),
            new LaunchRefusals(),
            new ConsumerTallies(),
            new RegistrationInvites(),
            new BrowserSessions(),
            new LoginTries()),
        new PackEnded(new Archive(), new IdentifyQuestions(new Json())),
        new ApplyRetention(audit));
  }

  @Override
  public Backups backups(Config config) throws IOException {
    return BackupParts.open(config);
  }

  private static MovedConsumers moved(
      Consumers consumers, Lti13Registrations registrations, AuditLog audit) {
    IdAliases aliases = new IdAliases();
    return new MovedConsumers(
        aliases,
        new FollowEarlierIds(registrations, aliases, audit),
        new JoinConsumer(consumers, registrations, new Lti13Deployments(), new Contexts(), audit));
  }
}
