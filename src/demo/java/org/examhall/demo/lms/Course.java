package org.examhall.demo.lms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

  /** All that the course remembers. */
  public record Contents(
      String secret, List<Person> people, List<Activity> activities, List<Grade> grades) {}

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
    change(new Contents(contents.secret(), people, contents.activities(), contents.grades()));
    return person;
  }

  /** Adds an activity at the end of the course page. */
  public synchronized Activity addActivity(String title) {
    List<Activity> activities = new ArrayList<>(contents.activities());
    Activity activity = new Activity("exam-" + (activities.size() + 1), title, false);
    activities.add(activity);
    change(new Contents(contents.secret(), contents.people(), activities, contents.grades()));
    return activity;
  }

  /** Remembers that a teacher went there. */
  synchronized void openedByTeacher(Activity opened) {
    List<Activity> activities = new ArrayList<>(contents.activities());
    activities.replaceAll(
        old -> old.id().equals(opened.id()) ? new Activity(old.id(), old.title(), true) : old);
    change(new Contents(contents.secret(), contents.people(), activities, contents.grades()));
  }

  /** Stores a grade in place of an older one. */
  synchronized void grade(Grade grade) {
    List<Grade> grades = gradesWithout(grade.activity(), grade.person());
    grades.add(grade);
    change(new Contents(contents.secret(), contents.people(), contents.activities(), grades));
  }

  /** Empties a cell. */
  synchronized void removeGrade(String activity, String person) {
    List<Grade> grades = gradesWithout(activity, person);
    change(new Contents(contents.secret(), contents.people(), contents.activities(), grades));
  }

  /** When the latest grade came; empty when there is none. */
  public Optional<Instant> latestGradeAt() {
    return grades().stream().map(Grade::at).max(Instant::compareTo);
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
