package org.examhall.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.examhall.core.consumer.ConsumerOverview;
import org.examhall.core.consumer.ConsumerReason;
import org.examhall.core.consumer.EarlierIds;
import org.examhall.core.consumer.Lti13Registration;
import org.examhall.core.context.EarlierCourse;
import org.examhall.core.context.FollowEarlierIds;
import org.examhall.core.context.IdAlias;
import org.examhall.core.user.Actor;
import org.examhall.kernel.fault.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code consumer}: the LMSs that may launch. */
@Command(
    name = "consumer",
    mixinStandardHelpOptions = true,
    description = "Administers consumers, the LMSs that may launch.")
final class ConsumerCommand {
  private final Examhall root;

  ConsumerCommand(Examhall root) {
    this.root = root;
  }

  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description =
          "Adds a consumer: with key and shared secret, or with its LTI 1.3 registration.")
  int add(
      @Option(names = "--title", required = true, paramLabel = "T", description = "Name in lists.")
          String title,
      @ArgGroup(multiplicity = "1") NewConsumer kind)
      throws IOException {
    String secret = kind.lti11 == null ? "" : root.input().secret();
    try (Installation installation = root.open()) {
      long id = installation.db().tx(tx -> kind.add(tx, installation, title, secret));
      root.print("consumer " + id + " added");
    }
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists id, state, keys, courses, people and title, separated by tabs.",
        "A registration of LTI 1.3 stands among the keys, as issuer and client id."
      })
  int list() {
    try (Installation installation = root.open()) {
      installation.db().tx(installation.consumers()::list).forEach(row -> root.print(line(row)));
    }
    return 0;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = {
        "Changes how launches with a key, or of a registration, are checked, and prints what holds"
            + " then; and how the LMS is reached when it is sent grades.",
        "What is not named stays as it is."
      })
  int set(
      @ArgGroup(multiplicity = "1") ChangedConsumer which,
      @Option(
              names = "--admins-are-staff",
              paramLabel = "on|off",
              description = "Administrators of institution or LMS count as instructors.")
          @Nullable OnOff adminsAreStaff,
      @Mixin OutcomeOptions outcome) {
    try (Installation installation = root.open()) {
      Map<String, String> words =
          installation.db().tx(tx -> which.set(tx, installation, adminsAreStaff, outcome));
      words.forEach((name, value) -> root.print(name + "\t" + value));
    }
    return 0;
  }

  @Command(
      name = "join",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a new registration of LTI 1.3 part of a consumer that there was before,",
        "so that an LMS which moves from LTI 1.1 keeps its people, courses and grades."
      })
  int join(
      @Option(names = "--consumer", required = true, paramLabel = "N", description = "Its id.")
          long consumer,
      @Option(
              names = "--issuer",
              required = true,
              paramLabel = "I",
              description = "Issuer of the registration.")
          String issuer,
      @Option(
              names = "--client-id",
              required = true,
              paramLabel = "C",
              description = "Its client id.")
          String clientId) {
    try (Installation installation = root.open()) {
      installation
          .db()
          .run(
              tx -> {
                Lti13Registration joining =
                    installation
                        .registrations()
                        .find(tx, issuer, clientId)
                        .orElseThrow(
                            () -> new Refused(ConsumerReason.CLIENT_MISSING, issuer, clientId));
                installation.moved().join().run(tx, Actor.SYSTEM, joining, consumer);
              });
      root.print("consumer " + consumer + " joined");
    }
    return 0;
  }

  @Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description = {
        "Lists, course by course, what launches of LTI 1.3 would find again that prove to be known"
            + " from LTI 1.1, and changes nothing:",
        "old id of the course, its links with an exam, of them found under a new id, people with"
            + " attempts, of them found under a new id, attempts, and title, separated by tabs."
      })
  int preview(
      @Option(names = "--consumer", required = true, paramLabel = "N", description = "Its id.")
          long consumer) {
    try (Installation installation = root.open()) {
      installation
          .db()
          .tx(tx -> installation.moved().aliases().preview(tx, consumer))
          .forEach(course -> root.print(line(course)));
    }
    return 0;
  }

  @Command(
      name = "migrated",
      mixinStandardHelpOptions = true,
      description = {
        "Lists what launches of LTI 1.3 proved to be known from LTI 1.1: kind, new id, old id, time",
        "and course, separated by tabs."
      })
  int migrated(
      @Option(names = "--consumer", required = true, paramLabel = "N", description = "Its id.")
          long consumer,
      @Option(
              names = "--follow",
              paramLabel = "F",
              description =
                  "Before that, sets which claims are followed: off, proven (signed with a key of"
                      + " the consumer), or trusted (also user ids that are not signed).")
          @Nullable EarlierIds followed,
      @Option(
              names = "--undo",
              description = "Before that, takes all of it back, and sets --follow=off.")
          boolean undo) {
    try (Installation installation = root.open()) {
      installation
          .db()
          .tx(
              tx -> {
                FollowEarlierIds follow = installation.moved().follow();
                if (undo) {
                  follow.undo(tx, Actor.SYSTEM, consumer);
                } else if (followed != null) {
                  follow.run(tx, Actor.SYSTEM, consumer, followed);
                }
                return installation.moved().aliases().list(tx, consumer);
              })
          .forEach(alias -> root.print(line(alias)));
    }
    return 0;
  }

  private static String line(IdAlias alias) {
    return String.join(
        "\t",
        alias.kind().name().toLowerCase(Locale.ROOT),
        alias.newId(),
        alias.oldId(),
        alias.linkedAt().toString(),
        alias.course());
  }

  private static String line(EarlierCourse course) {
    return String.join(
        "\t",
        course.ltiContextId(),
        Long.toString(course.links()),
        Long.toString(course.linksFound()),
        Long.toString(course.people()),
        Long.toString(course.peopleFound()),
        Long.toString(course.attempts()),
        course.title());
  }

  private static String line(ConsumerOverview row) {
    return String.join(
        "\t",
        Long.toString(row.consumer().id()),
        row.consumer().enabled() ? "open" : "closed",
        Stream.concat(row.keys().stream(), row.clients().stream()).collect(Collectors.joining(",")),
        Long.toString(row.contexts()),
        Long.toString(row.persons()),
        row.consumer().title());
  }
}
