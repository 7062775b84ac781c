package org.examhall.demo.lms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The one course of the LMS: who is in it, its activities and its grades.
 *
 * <p>Threads: any.
 */
public final class Course {
  public static final String ID = "algebra-1";
  public static final String LABEL = "ALG1";
  public static final String TITLE = "Algebra 1";

  private final Consumer<Contents> keeper;
  private Contents contents;

  /**
   * All that the course remembers.
   *
   * @param version by which new activities are opened
   */
  public record Contents(
      String secret,
      List<Person> people,
      List<Activity> activities,
      List<Grade> grades,
      Version version) {
    /** Files that were kept before there was LTI 1.3 have no version. */
    public Contents {
      version = version == null ? Version.LTI_11 : version;
    }

    Contents withPeople(List<Person> others) {
      return new Contents(secret, others, activities, grades, version);
    }

    Contents withActivities(List<Activity> others) {
      return new Contents(secret, people, others, grades, version);
    }

    Contents withGrades(List<Grade> others) {
      return new Contents(secret, people, activities, others, version);
    }

    Contents withVersion(Version other) {
      return new Contents(secret, people, activities, grades, other);
    }
  }

  /**
   * A course that goes on from what it remembers.
   *
   * @param keeper is told of every change
   */
  Course(Contents contents, Consumer<Contents> keeper) {
    this.contents = contents;
    this.keeper = keeper;
  }

  public synchronized List<Person> people() {
    return contents.people();
  }

  public List<Person> students() {
    return people().stream().filter(person -> !person.teaches()).toList();
  }

  public Person teacher() {
    return people().stream().filter(Person::teaches).findFirst().orElseThrow();
  }

  public Optional<Person> findPerson(String id) {
    return people().stream().filter(person -> person.id().equals(id)).findFirst();
  }

  public synchronized List<Activity> activities() {
    return contents.activities();
  }

  public Optional<Activity> findActivity(String id) {
    return activities().stream().filter(activity -> activity.id().equals(id)).findFirst();
  }

  public synchronized List<Grade> grades() {
    return contents.grades();
  }

  public Optional<Grade> findGrade(String activity, String person) {
    return grades().stream().filter(grade -> isCell(grade, activity, person)).findFirst();
  }

  /** Adds somebody, or changes who has the id. */
  public synchronized Person addPerson(Person person) {
    List<Person> people = without(contents.people(), old -> old.id().equals(person.id()));
    people.add(person);
    change(contents.withPeople(people));
    return person;
  }

  /** Takes somebody out, who keeps their grades. */
  public synchronized void removePerson(String id) {
    change(contents.withPeople(without(contents.people(), old -> old.id().equals(id))));
  }

  /** By which version new activities are opened. */
  public synchronized Version version() {
    return contents.version();
  }

  /** Opens new activities by another version. */
  public synchronized void openNewBy(Version version) {
    change(contents.withVersion(version));
  }

  /** Adds an activity at the end of the course page. */
  public Activity addActivity(String title) {
    return addActivity(title, version(), Map.of(), "");
  }

  /** Adds an activity that knows where it leads, and what to say there. */
  public synchronized Activity addActivity(
      String title, Version version, Map<String, String> custom, String target) {
    List<Activity> activities = new ArrayList<>(contents.activities());
    String id = "exam-" + (activities.size() + 1);
    Activity activity = new Activity(id, title, false, version, custom, target);
    activities.add(activity);
    change(contents.withActivities(activities));
    return activity;
  }

  /** Opens an activity by another version; the activity as it is then. */
  public synchronized Activity openBy(Activity activity, Version version) {
    replace(activity.id(), old -> old.by(version));
    return activity.by(version);
  }

  /** Remembers that a teacher went there. */
  synchronized void openedByTeacher(Activity opened) {
    replace(opened.id(), Activity::opened);
  }

  /** Stores a grade in place of an older one. */
  synchronized void grade(Grade grade) {
    List<Grade> grades = gradesWithout(grade.activity(), grade.person());
    grades.add(grade);
    change(contents.withGrades(grades));
  }

  /** Empties a cell. */
  synchronized void removeGrade(String activity, String person) {
    List<Grade> grades = gradesWithout(activity, person);
    change(contents.withGrades(grades));
  }

  /** Empties a column. */
  synchronized void removeGradesOf(String activity) {
    change(contents.withGrades(without(contents.grades(), g -> g.activity().equals(activity))));
  }

  /** When the latest grade came; empty when there is none. */
  public Optional<Instant> latestGradeAt() {
    return grades().stream().map(Grade::at).max(Instant::compareTo);
  }

  private void replace(String id, UnaryOperator<Activity> change) {
    List<Activity> activities = new ArrayList<>(contents.activities());
    activities.replaceAll(old -> old.id().equals(id) ? change.apply(old) : old);
    change(contents.withActivities(activities));
  }

  private List<Grade> gradesWithout(String activity, String person) {
    return without(contents.grades(), grade -> isCell(grade, activity, person));
  }

  private void change(Contents changed) {
    keeper.accept(changed);
    contents = changed;
  }

  private static boolean isCell(Grade grade, String activity, String person) {
    return grade.activity().equals(activity) && grade.person().equals(person);
  }

  private static <T> List<T> without(List<T> all, java.util.function.Predicate<T> unwanted) {
    List<T> rest = new ArrayList<>(all);
    rest.removeIf(unwanted);
    return rest;
  }
}
