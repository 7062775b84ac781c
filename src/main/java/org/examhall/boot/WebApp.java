package org.examhall.boot;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.examhall.bridge.cartridge.WriteCartridge;
import org.examhall.bridge.checkup.SiteGauges;
import org.examhall.bridge.launch.AskRelaunch;
import org.examhall.bridge.launch.FinishRelaunch;
import org.examhall.core.consumer.Lti13Registrations;
import org.examhall.core.context.Relaunches;
import org.examhall.core.context.Role;
import org.examhall.core.user.AuditLog;
import org.examhall.kernel.config.Option;
import org.examhall.lti.oauth.FormSigner;
import org.examhall.lti.oauth.PublicUrl;
import org.examhall.scorm.PackageStore;
import org.examhall.scorm.zip.PackageLimits;
import org.examhall.web.assets.AssetFolder;
import org.examhall.web.assets.Assets;
import org.examhall.web.health.DeepHealth;
import org.examhall.web.health.Health;
import org.examhall.web.http.Anyone;
import org.examhall.web.http.Branding;
import org.examhall.web.http.Csrf;
import org.examhall.web.http.Framers;
import org.examhall.web.http.Guard;
import org.examhall.web.http.LaunchGuard;
import org.examhall.web.http.LaunchRecogniser;
import org.examhall.web.http.LocalGuard;
import org.examhall.web.http.Origins;
import org.examhall.web.http.OwnPageGuard;
import org.examhall.web.http.Recogniser;
import org.examhall.web.http.Site;
import org.examhall.web.http.SiteMap;
import org.examhall.web.http.SiteSettings;
import org.examhall.web.http.StaffGuard;
import org.examhall.web.http.StaffRecogniser;
import org.examhall.web.http.Templates;
import org.examhall.web.lti.CartridgeHandler;
import org.examhall.web.lti.Launch11Handler;
import org.examhall.web.lti.Lti13;
import org.examhall.web.lti.Relaunching;

/** The guards and handlers of the site, for {@link Routes} to name. */
final class WebApp implements AutoCloseable {
  private final Core core;
  private final AssetFolder assetFolder;
  final Origins origins;

  final Guard anyone = new Anyone();
  final Guard launched = LaunchGuard.anybody();
  final Guard instructor = LaunchGuard.only(Role.INSTRUCTOR);
  final Guard looking = LaunchGuard.looking();
  final Guard learner = LaunchGuard.only(Role.LEARNER);
  final Guard reviewing = LaunchGuard.reviewing();
  final Guard privacy = LaunchGuard.privacy();
  final Guard selecting = LaunchGuard.selecting();
  final Guard staff = StaffGuard.anybody();
  final Guard administrator = StaffGuard.administrators();
  final Guard ownPage;

  final Assets assets;
  final Guard local;
  final Health health;
  final AdminPages admin;
  final Registrations registrations;
  final Launch11Handler launch11;
  private final Platforms platforms;
  private final Framers framers;
  final Lti13 lti13;
  final CartridgeHandler cartridge;
  final PackageStore packages;
  final LaunchPages pages;
  final PlayerApp player;

  WebApp(Core core, ServletContext container) {
    this.core = core;
    this.origins =
        new Origins(core.config.origin(Option.PUBLIC_URL), core.config.origin(Option.CONTENT_URL));
    this.ownPage = new OwnPageGuard(origins);
    this.assetFolder =
        new AssetFolder(path -> children(container, path), path -> open(container, path));
    this.assets = new Assets(assetFolder);
    this.local = new LocalGuard(core.config.text(Option.METRICS_TOKEN));
    this.health =
        new Health(
            core.pages,
            new DeepHealth(core.pages, core.redis, core.config.packages()),
            core.json,
            core.metrics,
            new SiteGauges(core.pages, new AuditLog(core.json), core.metrics.registry()));
    this.admin = new AdminPages(core, origins.app());
    this.platforms = new Platforms(core);
    this.lti13 = platforms.endpoints;
    this.registrations = new Registrations(core, platforms);
    this.launch11 =
        new Launch11Handler(
            core.pages,
            core.keepRefusal,
            core.verifyLaunch11,
            core.acceptLaunch11,
            relaunching(core),
            core.lti11Keys,
            PublicUrl.parse(core.config.text(Option.PUBLIC_URL)),
            core.messages);
    this.cartridge =
        new CartridgeHandler(
            core.pages, new WriteCartridge(admin.placements, origins.app()), core.messages);
    this.packages = packages(core);
    this.framers =
        new Framers(
            core.config.list(Option.FRAME_ANCESTORS),
            () -> core.pages.tx(new Lti13Registrations()::listAddresses));
    framers.start();
    this.player = new PlayerApp(core, origins, packages, framers, open(container, PlayerApp.PAGE));
    this.pages = new LaunchPages(core, origins, packages, player.news(), platforms.outbound);
  }

  /** Registers the site with the container. */
  void install(ServletContext container) {
    Csrf csrf = new Csrf(core.tokens, origins);
    Templates templates = new Templates(core.messages, assetFolder::url, branding());
    new Site(new SiteMap(Routes.of(this)), origins, recognisers(), csrf, templates, core.messages)
        .install(container, settings());
  }

  @Override
  public void close() {
    framers.close();
    registrations.close();
    player.close();
    platforms.close();
    packages.close();
  }

  private static Relaunching relaunching(Core core) {
    Relaunches relaunches = new Relaunches();
    FormSigner signer = new FormSigner(core.clock, core.tokens::fresh);
    return new Relaunching(
        new AskRelaunch(relaunches, signer, core.tokens),
        new FinishRelaunch(relaunches, core.tokens));
  }

  private static PackageStore packages(Core core) {
    PackageLimits limits =
        new PackageLimits(
            (long) core.config.integer(Option.MAX_UPLOAD_MEGABYTES) << 20,
            (long) core.config.integer(Option.MAX_UNPACKED_MEGABYTES) << 20,
            core.config.integer(Option.MAX_PACKAGE_FILES));
    try {
      return new PackageStore(core.config.packages(), limits, core.json);
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of packages can't be used", e);
    }
  }

  private List<Recogniser> recognisers() {
    return List.of(
        new LaunchRecogniser(core.pages, core.launches, core.tokens),
        new StaffRecogniser(core.pages, core.staff.browserSessions, core.tokens));
  }

  private Branding branding() {
    return new Branding(
        core.config.text(Option.SITE_NAME), core.config.text(Option.SUPPORT_CONTACT));
  }

  private SiteSettings settings() {
    return new SiteSettings(
        core.config.list(Option.TRUSTED_PROXIES),
        framers,
        core.config.text(Option.SUPPORT_CONTACT));
  }

  private static Set<String> children(ServletContext container, String folder) {
    Set<String> paths = container.getResourcePaths(folder);
    return paths == null ? Set.of() : paths;
  }

  private static InputStream open(ServletContext container, String path) {
    return container.getResourceAsStream(path);
  }
}
