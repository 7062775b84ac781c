package org.examhall.core.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.examhall.core.consumer.Consumer;
import org.examhall.core.context.Launch;
import org.examhall.core.context.ResourceLinks;
import org.examhall.core.context.Role;
import org.examhall.core.exam.ExamReason;
import org.examhall.core.exam.ExamVersions;
import org.examhall.core.exam.Exams;
import org.examhall.kernel.fault.Refused;
import org.examhall.testkit.Requirement;
import org.examhall.testkit.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ChooseExamIT {
  private static final World WORLD = World.fresh();

  private final Consumer consumer = WORLD.consumer();
  private final long course = WORLD.context(consumer);
  private final long link = WORLD.link(course);
  private final Launch launch = launchOf(consumer, course, link);

  private final Exams exams = new Exams();
  private final ExamVersions versions = new ExamVersions();
  private final Resources resources = new Resources();
  private final ChooseExam choose =
      new ChooseExam(exams, versions, resources, new ResourceSettings(), new ResourceLinks());
  private final UseExam use = new UseExam(exams, versions, resources);

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  @Requirement({"IN3", "IN4"})
  void aChosenExamIsWhatTheLinkOpensFromThenOn() {
    long exam = WORLD.exam(course);

    Resource chosen = WORLD.db().tx(tx -> choose.run(tx, launch, exam));

    Launch next = launchOf(consumer, course, link);
    assertEquals(Optional.of(chosen.id()), next.resourceId());
    assertEquals(chosen, WORLD.db().tx(tx -> resources.of(tx, next)));
    assertEquals(
        ResourceSetting.initial(chosen.id()),
        WORLD.db().tx(tx -> new ResourceSettings().of(tx, chosen.id())));
  }

  @Test
  @Requirement("IN4")
  void theFirstOfTwoInstructorsWinsTheLink() {
    long exam = WORLD.exam(course);
    Resource first = WORLD.db().tx(tx -> choose.run(tx, launch, exam));

    Refused refused = refusal(() -> WORLD.db().tx(tx -> choose.run(tx, launch, exam)));

    assertEquals(ResourceReason.ALREADY_SET_UP, refused.reason());
    assertEquals(Optional.of(first.id()), launchOf(consumer, course, link).resourceId());
  }

  @Test
  @Requirement("I25")
  void anotherCoursesExamCannotBeChosen() {
    long foreign = WORLD.exam(WORLD.context(consumer));

    Refused refused = refusal(() -> WORLD.db().tx(tx -> choose.run(tx, launch, foreign)));

    assertEquals(ExamReason.NO_SUCH_EXAM, refused.reason());
  }

  @Test
  @Requirement("I25")
  void anotherCoursesVersionCannotBeUsed() {
    WORLD.resource(launch);
    long foreign = newestVersion(WORLD.exam(WORLD.context(consumer)));
    Launch setUp = launchOf(consumer, course, link);

    Refused refused = refusal(() -> WORLD.db().run(tx -> use.run(tx, setUp, foreign)));

    assertEquals(ExamReason.NO_SUCH_EXAM, refused.reason());
  }

  @Test
  @Requirement("IN6")
  void newAttemptsGetTheVersionInUse() {
    WORLD.resource(launch);
    long version = newestVersion(WORLD.exam(course));
    Launch setUp = launchOf(consumer, course, link);

    WORLD.db().run(tx -> use.run(tx, setUp, version));

    assertEquals(version, WORLD.db().tx(tx -> resources.of(tx, setUp)).examVersionId());
  }

  private long newestVersion(long examId) {
    return WORLD.db().tx(tx -> versions.newest(tx, examId)).id();
  }

  private static Refused refusal(Runnable work) {
    return assertThrows(Refused.class, work::run);
  }

  private static Launch launchOf(Consumer consumer, long course, long link) {
    long person = WORLD.person(consumer, "Ada Teacher");
    return WORLD.launch(consumer, course, link, person, Role.INSTRUCTOR).launch();
  }
}
