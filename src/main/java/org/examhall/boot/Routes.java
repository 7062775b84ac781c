package org.examhall.boot;

import static org.examhall.web.http.Origin.APP;
import static org.examhall.web.http.Origin.BOTH;
import static org.examhall.web.http.Origin.CONTENT;

import java.util.List;
import java.util.stream.Stream;
import org.examhall.web.http.Guard;
import org.examhall.web.http.Handler;
import org.examhall.web.http.Method;
import org.examhall.web.http.Origin;
import org.examhall.web.http.Route;

/**
 * The site map: everything the site answers to, one line each, with the guard that is asked first.
 *
 * <p>{@code post} needs the proof that it comes from our own page; {@code signed} is for changes
 * that a signature or a bearer token protects instead.
 */
final class Routes {
  private Routes() {}

  static List<Route> of(WebApp web) {
    return Stream.of(
            launches(web),
            logins(web),
            grades(web),
            selections(web),
            registrations(web),
            administration(web),
            courses(web),
            search(web),
            accounts(web),
            site(web))
        .flatMap(List::stream)
        .toList();
  }

  /** Arriving from an LMS, and the pages that it leads to. */
  private static List<Route> launches(WebApp web) {
    return List.of(
        signed(APP, "/lti11/launch", web.anyone, web.launch11::launch),
        signed(APP, "/lti11/launch/", web.anyone, web.launch11::launch),
        signed(APP, "/lti_entry", web.anyone, web.launch11::launch),
        signed(APP, "/lti_entry/", web.anyone, web.launch11::launch),
        signed(APP, "/lti", web.anyone, web.launch11::launch),
        signed(APP, "/lti/", web.anyone, web.launch11::launch),
        get(APP, "/lti11/config.xml", web.anyone, web.cartridge::show),
        get(APP, "/config.xml", web.anyone, web.cartridge::show),
        get(APP, "/lti/config.xml", web.anyone, web.cartridge::show),
        signed(APP, "/lti13/launch", web.anyone, web.lti13.launch::launch),
        signed(APP, "/lti13/launch/", web.anyone, web.lti13.launch::launch),
        signed(APP, "/lti13/resume", web.ownPage, web.lti13.launch::resume),
        signed(APP, "/lti13/open", web.ownPage, web.lti13.handover::open),
        get(APP, "/lti13/jwks", web.anyone, web.lti13.keySet::show),
        get(APP, "/lti13/jwks/", web.anyone, web.lti13.keySet::show),
        get(APP, "/.well-known/jwks.json", web.anyone, web.lti13.keySet::show),
        get(APP, "/l/{launch}/", web.launched, web.pages.home::show),
        post(APP, "/l/{launch}/choose", web.instructor, web.pages.choose::choose),
        post(APP, "/l/{launch}/reuse", web.instructor, web.pages.reuse::reuse),
        post(APP, "/l/{launch}/upload", web.instructor, web.pages.upload::upload),
        get(APP, "/l/{launch}/attempts.csv", web.looking, web.pages.attemptsFile::show),
        get(APP, "/l/{launch}/exam", web.looking, web.pages.exam::show),
        post(APP, "/l/{launch}/exam/versions/{version}/use", web.instructor, web.pages.exam::use),
        get(APP, "/l/{launch}/settings", web.looking, web.pages.settingsPage::show),
        post(APP, "/l/{launch}/settings", web.instructor, web.pages.settingsPage::save),
        get(APP, "/l/{launch}/extra-time", web.looking, web.pages.extraTime::show),
        post(APP, "/l/{launch}/extra-time", web.instructor, web.pages.extraTimeForm::add),
        get(APP, "/l/{launch}/extra-time/new", web.instructor, web.pages.extraTimeForm::create),
        get(APP, "/l/{launch}/extra-time/{change}", web.instructor, web.pages.extraTimeForm::edit),
        post(APP, "/l/{launch}/extra-time/{change}", web.instructor, web.pages.extraTimeForm::save),
        post(
            APP,
            "/l/{launch}/extra-time/{change}/delete",
            web.instructor,
            web.pages.extraTime::remove),
        post(APP, "/l/{launch}/test", web.instructor, web.pages.staff::test),
        post(APP, "/l/{launch}/roster", web.instructor, web.pages.members::want),
        post(APP, "/l/{launch}/start", web.learner, web.pages.own::start),
        post(APP, "/l/{launch}/attempts/{attempt}/continue", web.learner, web.pages.own::resume),
        post(APP, "/l/{launch}/attempts/{attempt}/review", web.reviewing, web.pages.own::review),
        get(APP, "/l/{launch}/attempts/{attempt}/receipt", web.learner, web.pages.receipt::show),
        get(
            APP,
            "/l/{launch}/attempts/{attempt}/receipt.txt",
            web.learner,
            web.pages.receipt::file),
        get(APP, "/l/{launch}/receipts", web.looking, web.pages.receiptCheck::show),
        post(APP, "/l/{launch}/data", web.privacy, web.pages.privacy::take),
        get(APP, "/l/{launch}/erase", web.privacy, web.pages.erase::show),
        post(APP, "/l/{launch}/erase", web.privacy, web.pages.erase::submit));
  }

  /** Where platforms of LTI 1.3 begin a launch. */
  private static List<Route> logins(WebApp web) {
    return List.of(
        get(APP, "/lti13/login", web.anyone, web.lti13.login::login),
        get(APP, "/lti13/login/", web.anyone, web.lti13.login::login),
        get(APP, "/lti13/login/{registration}", web.anyone, web.lti13.login::login),
        get(APP, "/lti13/login/{registration}/", web.anyone, web.lti13.login::login),
        signed(APP, "/lti13/login/{registration}", web.anyone, web.lti13.login::login),
        signed(APP, "/lti13/login/{registration}/", web.anyone, web.lti13.login::login),
        signed(APP, "/lti13/login", web.anyone, web.lti13.login::login),
        signed(APP, "/lti13/login/", web.anyone, web.lti13.login::login));
  }

  /** Grades of a class, here and in the LMS's gradebook. */
  private static List<Route> grades(WebApp web) {
    return List.of(
        get(APP, "/l/{launch}/grades", web.instructor, web.pages.compare::show),
        post(APP, "/l/{launch}/grades/release", web.instructor, web.pages.compare::release),
        post(APP, "/l/{launch}/grades/resend", web.instructor, web.pages.staff::resendAll),
        get(APP, "/l/{launch}/grades/{person}", web.instructor, web.pages.compare::showOne),
        post(APP, "/l/{launch}/grades/{person}/resend", web.instructor, web.pages.staff::resend));
  }

  /** Platforms of LTI 1.3: how they are added, and how they add themselves. */
  private static List<Route> registrations(WebApp web) {
    return List.of(
        get(APP, "/lti13/canvas.json", web.anyone, web.registrations.handler::canvas),
        get(
            APP,
            "/lti13/register/canvas_config.json",
            web.anyone,
            web.registrations.handler::canvas),
        get(APP, "/lti13/register/{invite}", web.anyone, web.registrations.handler::show),
        get(APP, "/lti13/register/{invite}/", web.anyone, web.registrations.handler::show),
        get(
            APP,
            "/lti13/register/dynamic/{invite}/use",
            web.anyone,
            web.registrations.handler::show),
        get(
            APP,
            "/lti13/register/dynamic/{invite}/use/",
            web.anyone,
            web.registrations.handler::show),
        signed(APP, "/lti13/register/{invite}", web.anyone, web.registrations.handler::submit),
        signed(
            APP, "/lti13/register/{invite}/update", web.anyone, web.registrations.handler::update),
        get(APP, "/admin/consumers/add", web.administrator, web.registrations.addLms::show),
        get(APP, "/admin/invites", web.administrator, web.registrations.invitations::show),
        post(APP, "/admin/invites", web.administrator, web.registrations.invitations::add),
        post(
            APP,
            "/admin/invites/{invite}/delete",
            web.administrator,
            web.registrations.invitations::remove),
        get(APP, "/admin/registrations/new", web.administrator, web.registrations.create::form),
        post(APP, "/admin/registrations/new", web.administrator, web.registrations.create::submit),
        get(APP, "/admin/registrations/{registration}", web.staff, web.registrations.page::show),
        post(
            APP,
            "/admin/registrations/{registration}/platform",
            web.administrator,
            web.registrations.save::platform),
        post(
            APP,
            "/admin/registrations/{registration}/rules",
            web.administrator,
            web.registrations.save::rules),
        post(
            APP,
            "/admin/registrations/{registration}/active",
            web.administrator,
            web.registrations.save::setActive),
        post(
            APP,
            "/admin/registrations/{registration}/test",
            web.administrator,
            web.registrations.connection::test),
        post(
            APP,
            "/admin/registrations/{registration}/deployments/{deployment}/accept",
            web.administrator,
            web.registrations.save::acceptDeployment));
  }

  /** Choosing, for an LMS, what links of a course are to open. */
  private static List<Route> selections(WebApp web) {
    return List.of(
        post(APP, "/l/{launch}/select", web.selecting, web.pages.selection.select::add),
        post(APP, "/l/{launch}/select/cancel", web.selecting, web.pages.selection.select::cancel),
        post(APP, "/l/{launch}/select/upload", web.selecting, web.pages.selection.upload::upload));
  }

  /** Of the site's administrators. */
  private static List<Route> administration(WebApp web) {
    return List.of(
        get(APP, "/admin", web.anyone, web.admin.home::show),
        get(APP, "/admin/", web.anyone, web.admin.home::show),
        get(APP, "/admin/setup", web.anyone, web.admin.setup::form),
        post(APP, "/admin/setup", web.anyone, web.admin.setup::submit),
        get(APP, "/admin/login", web.anyone, web.admin.signIn::form),
        post(APP, "/admin/login", web.anyone, web.admin.signIn::submit),
        post(APP, "/admin/logout", web.staff, web.admin.signIn::leave),
        get(APP, "/admin/consumers", web.staff, web.admin.consumers::show),
        get(APP, "/admin/consumers/new", web.administrator, web.admin.newConsumer::form),
        post(APP, "/admin/consumers/new", web.administrator, web.admin.newConsumer::submit),
        get(APP, "/admin/consumers/{consumer}", web.staff, web.admin.consumer::show),
        post(
            APP,
            "/admin/consumers/{consumer}/enabled",
            web.administrator,
            web.admin.consumer::setEnabled),
        post(
            APP,
            "/admin/consumers/{consumer}/keys/{key}/secret",
            web.administrator,
            web.admin.consumer::renewSecret),
        post(
            APP,
            "/admin/consumers/{consumer}/keys/{key}/checks",
            web.administrator,
            web.admin.checks::submit),
        get(APP, "/admin/refusals", web.staff, web.admin.refusals::show),
        get(APP, "/admin/audit", web.staff, web.admin.audit::show),
        get(APP, "/admin/health", web.staff, web.admin.health::show),
        post(
            APP,
            "/admin/consumers/{consumer}/certificate",
            web.administrator,
            web.admin.way::certificate),
        post(
            APP,
            "/admin/consumers/{consumer}/addresses",
            web.administrator,
            web.admin.way::address),
        post(
            APP,
            "/admin/consumers/{consumer}/grades/resend",
            web.administrator,
            web.admin.way::resend),
        post(APP, "/admin/consumers/{consumer}/at-once", web.administrator, web.admin.way::atOnce),
        get(APP, "/admin/cartridge", web.staff, web.admin.cartridge::show),
        post(APP, "/admin/cartridge", web.administrator, web.admin.cartridge::save));
  }

  /** Who has an account, and one's own. */
  private static List<Route> accounts(WebApp web) {
    return List.of(
        get(APP, "/admin/password/{code}", web.anyone, web.admin.staff.password::form),
        post(APP, "/admin/password/{code}", web.anyone, web.admin.staff.password::submit),
        get(APP, "/admin/account", web.staff, web.admin.staff.own::show),
        post(APP, "/admin/account/password", web.staff, web.admin.staff.own::changePassword),
        post(
            APP, "/admin/account/second-factor", web.staff, web.admin.staff.own::beginSecondFactor),
        post(
            APP,
            "/admin/account/second-factor/confirm",
            web.staff,
            web.admin.staff.own::confirmSecondFactor),
        post(
            APP,
            "/admin/account/second-factor/delete",
            web.staff,
            web.admin.staff.own::removeSecondFactor),
        post(APP, "/admin/account/sign-out", web.staff, web.admin.staff.own::signOut),
        get(APP, "/admin/staff", web.administrator, web.admin.staff.list::show),
        post(APP, "/admin/staff", web.administrator, web.admin.staff.list::add),
        post(APP, "/admin/staff/{account}/role", web.administrator, web.admin.staff.list::setRole),
        post(
            APP,
            "/admin/staff/{account}/disabled",
            web.administrator,
            web.admin.staff.list::setDisabled),
        post(APP, "/admin/staff/{account}/link", web.administrator, web.admin.staff.list::renew),
        post(
            APP,
            "/admin/staff/{account}/second-factor",
            web.administrator,
            web.admin.staff.list::removeSecondFactor));
  }

  /** Finding people, courses and exams, and looking at them. */
  private static List<Route> search(WebApp web) {
    return List.of(
        get(APP, "/admin/search", web.staff, web.admin.search.search::show),
        get(APP, "/admin/search/suggestions", web.staff, web.admin.search.search::suggest),
        get(APP, "/admin/persons/{person}", web.staff, web.admin.search.person::show),
        post(APP, "/admin/persons/{person}/data", web.administrator, web.admin.search.person::take),
        get(APP, "/admin/persons/{person}/erase", web.administrator, web.admin.search.erase::show),
        post(
            APP,
            "/admin/persons/{person}/erase",
            web.administrator,
            web.admin.search.erase::submit),
        post(
            APP,
            "/admin/resources/{resource}/open",
            web.administrator,
            web.admin.search.lookOn::open));
  }

  /** Courses, periods of time, what is deleted, and what is deleted by itself. */
  private static List<Route> courses(WebApp web) {
    return List.of(
        get(
            APP,
            "/admin/consumers/{consumer}/delete",
            web.administrator,
            web.admin.contexts.delete::consumer),
        post(
            APP,
            "/admin/consumers/{consumer}/delete",
            web.administrator,
            web.admin.contexts.delete::removeConsumer),
        post(
            APP,
            "/admin/consumers/{consumer}/restore",
            web.administrator,
            web.admin.contexts.delete::restoreConsumer),
        get(APP, "/admin/consumers/{consumer}/contexts", web.staff, web.admin.contexts.list::show),
        get(
            APP,
            "/admin/consumers/{consumer}/periods",
            web.staff,
            web.admin.contexts.periods::show),
        post(
            APP,
            "/admin/consumers/{consumer}/periods",
            web.administrator,
            web.admin.contexts.periods::add),
        post(
            APP,
            "/admin/consumers/{consumer}/periods/{period}",
            web.administrator,
            web.admin.contexts.periods::change),
        post(
            APP,
            "/admin/consumers/{consumer}/periods/{period}/delete",
            web.administrator,
            web.admin.contexts.periods::remove),
        get(APP, "/admin/contexts/{context}", web.staff, web.admin.contexts.page::show),
        get(
            APP,
            "/admin/contexts/{context}/delete",
            web.administrator,
            web.admin.contexts.delete::context),
        post(
            APP,
            "/admin/contexts/{context}/delete",
            web.administrator,
            web.admin.contexts.delete::removeContext),
        get(APP, "/admin/retention", web.administrator, web.admin.contexts.retention::show),
        post(APP, "/admin/retention", web.administrator, web.admin.contexts.retention::save),
        post(
            APP,
            "/admin/contexts/{context}/restore",
            web.administrator,
            web.admin.contexts.delete::restoreContext));
  }

  /** The front page, the player and what pages are made of. */
  private static List<Route> site(WebApp web) {
    return List.of(
        get(APP, "/", web.anyone, web.admin.welcome::show),
        get(CONTENT, "/play/", web.anyone, web.player.page::show),
        signed(CONTENT, "/play/session", web.anyone, web.player.session::answer),
        get(CONTENT, "/play/socket", web.player.socket::guard, web.player.socket::open),
        signed(CONTENT, "/play/message", web.player.message::guard, web.player.message::answer),
        get(
            CONTENT,
            "/package/{version}/{signature}/{path...}",
            web.player.files::guard,
            web.player.files::file),
        get(BOTH, "/assets/{path...}", web.anyone, web.assets::file),
        get(BOTH, "/is_up", web.anyone, web.health::isUp),
        get(BOTH, "/health", web.local, web.health::all),
        get(BOTH, "/metrics", web.local, web.health::metrics),
        get(BOTH, "/health/live", web.anyone, web.health::isAlive),
        get(BOTH, "/health/ready", web.anyone, web.health::isReady));
  }

  private static Route get(Origin origin, String pattern, Guard guard, Handler handler) {
    return new Route(Method.GET, origin, pattern, guard, false, handler);
  }

  private static Route post(Origin origin, String pattern, Guard guard, Handler handler) {
    return new Route(Method.POST, origin, pattern, guard, true, handler);
  }

  private static Route signed(Origin origin, String pattern, Guard guard, Handler handler) {
    return new Route(Method.POST, origin, pattern, guard, false, handler);
  }
}
