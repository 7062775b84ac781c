package org.examhall.demo.lms;

import java.util.List;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Router;
import org.examhall.demo.lms.lti13.Refused;
import org.examhall.demo.lms.lti13.Scope;

/** Everything that the platform of LTI 1.3 answers to. */
final class PlatformRoutes {
  private static final String COURSE = "/lti13/courses/{course}";
  private static final String ITEM = LineItems.PATH + "/{item}";
  private static final List<String> READ = List.of(Scope.LINE_ITEM, Scope.LINE_ITEM_READONLY);
  private static final List<String> WRITE = List.of(Scope.LINE_ITEM);

  private final DemoLms lms;
  private final Selections selections;
  private final Templates templates;
  private final ServiceGate gate;

  PlatformRoutes(DemoLms lms, Selections selections, Templates templates) {
    this.lms = lms;
    this.selections = selections;
    this.templates = templates;
    this.gate = new ServiceGate(lms.platform());
  }

  void addTo(Router router, LoginService login, ControlApi control) {
    RegistrationService registrations = new RegistrationService(lms.platform(), login);
    addLogin(router, login);
    addRegistration(router, registrations);
    addServices(router);
    addControl(router, control, registrations);
  }

  private void addLogin(Router router, LoginService login) {
    DeepLinkService deepLinks = new DeepLinkService(lms, selections, templates);
    router
        .on("GET", "/lti13/keys", login::keys)
        .on("GET", "/lti13/auth", login::authorize)
        .on("POST", "/lti13/auth", login::authorize)
        .on("POST", "/lti13/chosen/{selection}", deepLinks::take);
  }

  private void addRegistration(Router router, RegistrationService registrations) {
    ConnectPages connect = new ConnectPages(lms, registrations, templates);
    router
        .on("GET", "/.well-known/openid-configuration", registrations::configuration)
        .on("POST", "/lti13/register", registrations::register)
        .on("GET", "/as/{person}/tool", connect::show)
        .on("POST", "/as/{person}/tool", connect::connect)
        .on("POST", "/as/{person}/tool/register", connect::register)
        .on("POST", "/as/{person}/tool/version", connect::version)
        .on("POST", "/as/{person}/tool/personality", connect::personality);
  }

  private void addServices(Router router) {
    TokenService token = new TokenService(lms.platform());
    LineItemService items = new LineItemService(lms);
    ScoreService scores = new ScoreService(lms, items);
    ResultService results = new ResultService(lms, items);
    RosterService roster = new RosterService(lms);
    GroupService groups = new GroupService(lms);
    router
        .on("POST", "/lti13/token", gate.open(Service.TOKEN, token::answer))
        .on("GET", LineItems.PATH, gate.guarded(Service.LINE_ITEMS, READ, items::list))
        .on("POST", LineItems.PATH, gate.guarded(Service.LINE_ITEMS, WRITE, items::create))
        .on("GET", ITEM, gate.guarded(Service.LINE_ITEMS, READ, items::get))
        .on("PUT", ITEM, gate.guarded(Service.LINE_ITEMS, WRITE, items::put))
        .on("DELETE", ITEM, gate.guarded(Service.LINE_ITEMS, WRITE, items::delete))
        .on(
            "POST",
            ITEM + "/scores",
            gate.guarded(Service.SCORES, scope(Scope.SCORE), scores::take))
        .on(
            "GET",
            ITEM + "/results",
            gate.guarded(Service.RESULTS, scope(Scope.RESULT), results::list))
        .on(
            "GET",
            COURSE + "/members",
            gate.guarded(Service.MEMBERS, scope(Scope.ROSTER), roster::list))
        .on(
            "GET",
            COURSE + "/groups",
            gate.guarded(Service.GROUPS, scope(Scope.GROUPS), groups::groups))
        .on(
            "GET",
            COURSE + "/group-sets",
            gate.guarded(Service.GROUPS, scope(Scope.GROUPS), groups::sets));
  }

  private void addControl(Router router, ControlApi control, RegistrationService registrations) {
    ControlApi13 api = new ControlApi13(lms, registrations);
    router
        .on("POST", "/control/connect13", guarded(control, api::connect))
        .on("POST", "/control/launch13", guarded(control, api::launch))
        .on("POST", "/control/personality", guarded(control, api::behaveLike))
        .on("POST", "/control/invite13", guarded(control, api::invite))
        .on("POST", "/control/version", guarded(control, api::openBy))
        .on("POST", "/control/keys", guarded(control, api::changeKeys))
        .on("POST", "/control/tokens", guarded(control, api::changeTokens))
        .on("GET", "/control/services", guarded(control, api::services))
        .on("DELETE", "/control/services", guarded(control, api::forgetServices))
        .on("GET", "/control/scores", guarded(control, api::scores));
  }

  /** What the platform refuses is the program's mistake. */
  private static Router.Handler guarded(ControlApi control, Router.Handler handler) {
    return control.guarded(
        (Call call) -> {
          try {
            return handler.handle(call);
          } catch (Refused refused) {
            throw new HttpProblem(refused.status(), refused.why());
          }
        });
  }

  private static List<String> scope(String one) {
    return List.of(one);
  }
}
