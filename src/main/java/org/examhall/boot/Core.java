package org.examhall.boot;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.examhall.bridge.launch.AcceptLaunch11;
import org.examhall.bridge.launch.KeepRefusal;
import org.examhall.bridge.launch.OwnKeys;
import org.examhall.bridge.launch.StoreLaunch;
import org.examhall.bridge.launch.StoredKeys;
import org.examhall.bridge.launch.StoredNonces;
import org.examhall.bridge.launch.VerifyLaunch11;
import org.examhall.bridge.service.ServiceCalls;
import org.examhall.bridge.service.ServiceTokens;
import org.examhall.core.consumer.AddLti11Consumer;
import org.examhall.core.consumer.ConsumerTallies;
import org.examhall.core.consumer.Consumers;
import org.examhall.core.consumer.LaunchRefusals;
import org.examhall.core.consumer.Lti11Keys;
import org.examhall.core.consumer.ToolKeys;
import org.examhall.core.context.Contexts;
import org.examhall.core.context.Launches;
import org.examhall.core.context.Lti11Outcomes;
import org.examhall.core.context.Nonces;
import org.examhall.core.context.Persons;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.context.SavePlace;
import org.examhall.core.scoring.AddressNews;
import org.examhall.core.secret.LastingKey;
import org.examhall.jobs.GradeQueue;
import org.examhall.jobs.RedisBell;
import org.examhall.kernel.config.Config;
import org.examhall.kernel.config.Option;
import org.examhall.kernel.config.Version;
import org.examhall.kernel.crypto.Passwords;
import org.examhall.kernel.crypto.SecretBox;
import org.examhall.kernel.crypto.Signer;
import org.examhall.kernel.crypto.Tokens;
import org.examhall.kernel.json.Json;
import org.examhall.kernel.mail.MailServer;
import org.examhall.kernel.metrics.Metrics;
import org.examhall.kernel.net.Outbound;
import org.examhall.kernel.net.OutboundLimits;
import org.examhall.kernel.redis.Redis;
import org.examhall.kernel.sql.Db;
import org.examhall.kernel.sql.Migrations;
import org.examhall.kernel.sql.Pools;
import org.examhall.kernel.text.LogForm;
import org.examhall.kernel.text.Messages;
import org.examhall.lti.oauth.OAuthVerifier;
import org.examhall.lti.service.ServiceAnswers;
import org.examhall.lti.service.TokenAnswers;
import org.examhall.lti.service.TokenRequests;

/**
 * What web, worker and command line share: settings, pools, tables and verbs. Built without
 * touching the database.
 */
final class Core implements AutoCloseable {
  private static final int SAVE_CONNECTIONS = 6;
  private static final int PAGE_CONNECTIONS = 8;
  private static final int REPORT_CONNECTIONS = 2;
  private static final int JOB_CONNECTIONS =
      Pools.OF_A_PROCESS - SAVE_CONNECTIONS - PAGE_CONNECTIONS - REPORT_CONNECTIONS;

  /** How long a starting process waits for a starting database. */
  private static final int PATIENCE_SECONDS = 60;

  final Config config;
  final Metrics metrics;
  final Pools pools;
  final Db saves;
  final Db pages;
  final Db reports;
  final Db jobs;

  final Redis redis;
  final GradeQueue gradeQueue;
  final RedisBell bell;

  final Clock clock = Clock.systemUTC();
  final Json json = new Json();
  final Tokens tokens = new Tokens();
  final Passwords passwords = new Passwords();
  final Messages messages;

  final Optional<MailServer> mail;
  final SecretBox secretBox;
  final OwnKeys ownKeys;

  final Consumers consumers = new Consumers();
  final Lti11Keys lti11Keys;
  final AddLti11Consumer addLti11Consumer;
  final LaunchRefusals launchRefusals = new LaunchRefusals();
  final Launches launches = new Launches();
  final KeepRefusal keepRefusal;
  final VerifyLaunch11 verifyLaunch11;
  final StoreLaunch storeLaunch;
  final AcceptLaunch11 acceptLaunch11;
  final Staff staff;

  Core(Config config) {
    LogForm.use(config.text(Option.LOG));
    this.config = config;
    this.messages = new Messages(Locale.forLanguageTag(config.text(Option.LANGUAGE)));
    this.metrics = new Metrics(config.path(Option.DATA_DIR));
    this.pools = new Pools(config, metrics.registry());
    this.saves = pools.openForKeys("saves", SAVE_CONNECTIONS);
    this.pages = pools.open("pages", PAGE_CONNECTIONS);
    this.reports = pools.openForReports("reports", REPORT_CONNECTIONS);
    this.jobs = pools.open("jobs", JOB_CONNECTIONS);
    this.redis = new Redis(config.text(Option.REDIS_URL));
    this.gradeQueue = new GradeQueue(redis);
    this.bell = new RedisBell(gradeQueue);
    this.mail = MailServer.of(config);
    this.secretBox = new SecretBox(config.secretKeys());
    this.ownKeys = new OwnKeys(pages, new ToolKeys(secretBox));
    this.lti11Keys = new Lti11Keys(secretBox);
    this.addLti11Consumer = new AddLti11Consumer(consumers, lti11Keys);
    this.keepRefusal =
        new KeepRefusal(pages, launchRefusals, new ConsumerTallies(), clock, metrics.registry());
    this.verifyLaunch11 =
        new VerifyLaunch11(
            new OAuthVerifier(
                clock, new StoredKeys(pages, lti11Keys), new StoredNonces(pages, new Nonces())),
            keepRefusal);
    ResourceLinks links = new ResourceLinks();
    this.storeLaunch =
        new StoreLaunch(
            new SavePlace(new Contexts(), links),
            links,
            new Persons(),
            launches,
            tokens,
            metrics.registry());
    this.acceptLaunch11 =
        new AcceptLaunch11(storeLaunch, new Lti11Outcomes(), new AddressNews(), json);
    this.staff = new Staff(this);
  }

  /** Brings the tables up to date; web and worker do so before anything else. */
  void migrate() {
    new Migrations(config).run(PATIENCE_SECONDS);
  }

  /** Signs what must be good for years, whatever becomes of the secret key. */
  Signer lastingSigner() {
    List<String> keys = config.secretKeys();
    String before = keys.get(keys.size() - 1);
    String lasting = pages.tx(tx -> new LastingKey(secretBox).get(tx, before));
    return new Signer(lasting);
  }

  /** A way to call platforms, to be closed. */
  Outbound outbound(OutboundLimits limits) {
    String userAgent =
        "Examhall/" + Version.current().text() + " (+" + config.text(Option.PUBLIC_URL) + ")";
    return new Outbound(userAgent, config.list(Option.PRIVATE_HOSTS), limits, pools.transactions());
  }

  /** What calls platforms' services, with tokens of its own, through {@code outbound}. */
  ServiceCalls services(Outbound outbound) {
    TokenRequests requests =
        new TokenRequests(clock, tokens::fresh, claims -> ownKeys.sign(json.node(claims)));
    return new ServiceCalls(
        outbound,
        clock,
        new ServiceTokens(outbound, clock, requests, new TokenAnswers(json)),
        new ServiceAnswers(json));
  }

  @Override
  public void close() {
    bell.close();
    redis.close();
    jobs.close();
    reports.close();
    pages.close();
    saves.close();
    metrics.close();
  }
}
