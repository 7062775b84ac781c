package org.examhall.demo.lms;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti13.Personality;
import org.examhall.demo.lms.lti13.Registration;

/** Where the teacher, who is the administrator here, connects a tool by LTI 1.3. */
final class ConnectPages {
  private final DemoLms lms;
  private final Visitors visitors;
  private final RegistrationService registrations;
  private final Templates templates;

  ConnectPages(DemoLms lms, RegistrationService registrations, Templates templates) {
    this.lms = lms;
    this.visitors = new Visitors(lms);
    this.registrations = registrations;
    this.templates = templates;
  }

  Reply show(Call call) {
    return templates.page("connect", ConnectModel.of(lms, visitors.teacher(call)));
  }

  /** Opens the tool's registration page in a frame. */
  Reply register(Call call) {
    Person teacher = visitors.teacherHere(call);
    URI page = address(call.form(), "url");
    String url = registrations.begin(page);
    return templates.page("register", new RegisterModel(teacher, url));
  }

  /** Connects a tool whose addresses were typed in. */
  Reply connect(Call call) {
    Person teacher = visitors.teacherHere(call);
    Map<String, String> form = call.form();
    String client = "client-" + UUID.randomUUID();
    lms.platform()
        .connect(
            Registration.of(
                client,
                "1",
                address(form, "login"),
                address(form, "launch"),
                address(form, "keys")));
    return back(teacher);
  }

  /** Switches the version of one exam, or that of new ones. */
  Reply version(Call call) {
    Person teacher = visitors.teacherHere(call);
    Map<String, String> form = call.form();
    Version version =
        Version.find(form.getOrDefault("version", ""))
            .orElseThrow(() -> new HttpProblem(400, "There is no such version."));
    String activity = form.getOrDefault("activity", "");
    if (activity.isEmpty()) {
      lms.course().openNewBy(version);
    } else {
      lms.course().findActivity(activity).ifPresent(found -> lms.course().openBy(found, version));
    }
    return back(teacher);
  }

  /** Behaves like another LMS from now on. */
  Reply personality(Call call) {
    Person teacher = visitors.teacherHere(call);
    Personality personality =
        Personality.find(call.form().getOrDefault("personality", ""))
            .orElseThrow(() -> new HttpProblem(400, "There is no such personality."));
    lms.platform().behaveLike(personality);
    return back(teacher);
  }

  private static URI address(Map<String, String> form, String name) {
    String text = form.getOrDefault(name, "").strip();
    if (!text.matches("https?://[^\\s<>\"]+")) {
      throw new HttpProblem(400, "“" + text + "” is not a web address.");
    }
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new HttpProblem(400, "“" + text + "” is not a web address.");
    }
  }

  private static Reply back(Person teacher) {
    return Reply.seeOther("/as/" + teacher.id() + "/tool");
  }
}
