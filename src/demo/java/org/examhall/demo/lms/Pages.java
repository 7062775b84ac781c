package org.examhall.demo.lms;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.examhall.demo.lms.http.Call;
import org.examhall.demo.lms.http.HttpProblem;
import org.examhall.demo.lms.http.Reply;
import org.examhall.demo.lms.lti13.Message;
import org.examhall.demo.lms.lti13.Quirk;

/**
 * The pages of the demo LMS.
 *
 * <p>There is no login: who one is stands in the path, so that teacher and students can be open
 * side by side.
 */
final class Pages {
  private static final int MAX_TITLE_CHARS = 120;
  private static final Map<String, String> ASSETS =
      Map.of(
          "lms.css", "text/css; charset=utf-8",
          "launch.js", "text/javascript; charset=utf-8",
          "grades.js", "text/javascript; charset=utf-8",
          "return.js", "text/javascript; charset=utf-8",
          "connect.js", "text/javascript; charset=utf-8",
          "storage.js", "text/javascript; charset=utf-8");

  private final DemoLms lms;
  private final Course course;
  private final Visitors visitors;
  private final Samples samples;
  private final Templates templates;

  Pages(DemoLms lms, Samples samples, Templates templates) {
    this.lms = lms;
    this.course = lms.course();
    this.visitors = new Visitors(lms);
    this.samples = samples;
    this.templates = templates;
  }

  Reply home(Call call) {
    return templates.page("home", HomeModel.of(course));
  }

  Reply course(Call call) {
    Person person = visitors.person(call);
    Optional<String> message = Optional.ofNullable(call.query().get("message"));
    return templates.page("course", CourseModel.of(lms, person, samples.names(), message));
  }

  /** Where the tool sends people when they are done; what it says is shown as plain text. */
  Reply back(Call call) {
    Map<String, String> query = call.query();
    String message = query.getOrDefault("lti_errormsg", query.getOrDefault("lti_msg", ""));
    return templates.page("return", new ReturnModel(visitors.person(call), message));
  }

  Reply addActivity(Call call) {
    Person teacher = visitors.teacherHere(call);
    String title = call.form().getOrDefault("title", "").strip();
    if (title.isEmpty() || title.length() > MAX_TITLE_CHARS) {
      throw new HttpProblem(400, "A title has 1 to " + MAX_TITLE_CHARS + " characters.");
    }
    course.addActivity(title);
    return Reply.seeOther("/as/" + teacher.id());
  }

  Reply activity(Call call) {
    return launch(call, "activity", "iframe");
  }

  Reply activityWindow(Call call) {
    return launch(call, "window", "window");
  }

  /** Where the teacher chooses an exam in the tool. */
  Reply choose(Call call) {
    Person teacher = visitors.teacher(call);
    Activity none = new Activity("", "", false, Version.LTI_13, Map.of(), "");
    Form form = form13(Message.DEEP_LINKING, teacher, none, "iframe");
    return templates.page("activity", model(teacher, "Choose an exam", form, true));
  }

  Reply gradebook(Call call) {
    Person teacher = visitors.teacher(call);
    return templates.page("gradebook", GradebookModel.of(lms, teacher));
  }

  /** What the open pages ask for again and again. */
  Reply grades(Call call) {
    Person person = visitors.person(call);
    List<Person> shown = person.teaches() ? course.students() : List.of(person);
    return Json.reply(
        GradebookModel.columns(lms).stream()
            .flatMap(column -> shown.stream().map(who -> GradeCell.of(lms, column.id(), who)))
            .filter(GradeCell::saysSomething)
            .toList());
  }

  Reply sample(Call call) {
    byte[] zip =
        samples
            .find(call.path("name"))
            .orElseThrow(() -> new HttpProblem(404, "There is no such exam."));
    return Reply.bytes(200, "application/zip", zip).with("Content-Disposition", "attachment");
  }

  Reply asset(Call call) throws IOException {
    String name = call.path("name");
    String type = ASSETS.get(name);
    if (type == null) {
      throw new HttpProblem(404, "There is no such file.");
    }
    try (InputStream file = Pages.class.getResourceAsStream("assets/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return Reply.bytes(200, type, file.readAllBytes());
    }
  }

  /** Nothing to see: a frame that answers the tool's messages. */
  Reply storage(Call call) {
    return templates.page("storage", Map.of());
  }

  Reply problem(HttpProblem problem) {
    return templates.page(problem.status(), "problem", ProblemModel.of(problem));
  }

  private Reply launch(Call call, String page, String target) {
    Person person = visitors.person(call);
    Activity activity =
        course
            .findActivity(call.path("activity"))
            .orElseThrow(() -> new HttpProblem(404, "There is no such activity."));
    if (person.teaches() && !activity.openedByTeacher()) {
      course.openedByTeacher(activity);
    }
    boolean is13 = activity.version() == Version.LTI_13;
    Form form =
        is13
            ? form13(Message.RESOURCE_LINK, person, activity, target)
            : form11(person, activity, target);
    return templates.page(page, model(person, activity.title(), form, is13));
  }

  private Form form11(Person person, Activity activity, String target) {
    return Form.of(
        lms.launch(person, activity).with("launch_presentation_document_target", target).sign());
  }

  private Form form13(String message, Person person, Activity activity, String target) {
    if (lms.platform().registration().isEmpty()) {
      throw new HttpProblem(
          409, "No tool is connected by LTI 1.3 yet. The teacher can connect one.");
    }
    return lms.launch13(message, person, activity).in(target).login();
  }

  private LaunchModel model(Person person, String title, Form form, boolean mayStore) {
    Platform platform = lms.platform();
    boolean parent = platform.has(Quirk.STORAGE_PARENT);
    boolean frame = platform.has(Quirk.STORAGE_FRAME);
    return new LaunchModel(
        Course.TITLE, person, title, form, mayStore && parent, mayStore && frame);
  }
}
