package org.examhall.web.admin;

import java.util.Optional;
import org.examhall.core.consumer.Lti13Rules;
import org.examhall.web.http.Request;

/**
 * How a registration's launches are checked, as the form holds it: as typed, and what is wrong.
 *
 * @param leeway how far clocks may differ in seconds, as typed
 * @param oldest largest age of a token in seconds, as typed
 * @param audiences further audiences that are trusted, between blanks
 */
public record RulesForm(
    boolean acceptDeployments,
    boolean consumerPerDeployment,
    boolean adminsAreStaff,
    boolean adminsErase,
    String leeway,
    String oldest,
    String audiences,
    Optional<String> problem) {
  /** The form that shows what holds now. */
  static RulesForm of(Lti13Rules rules) {
    return new RulesForm(
        rules.acceptDeployments(),
        rules.consumerPerDeployment(),
        rules.adminsAreStaff(),
        rules.adminsErase(),
        Integer.toString(rules.leewaySeconds()),
        Integer.toString(rules.oldestSeconds()),
        String.join(" ", rules.trustedAudiences()),
        Optional.empty());
  }

  /** The form as it was sent. */
  static RulesForm of(Request request) {
    return new RulesForm(
        request.parameter("accept").isPresent(),
        request.parameter("own").isPresent(),
        request.parameter("admins").isPresent(),
        request.parameter("erase").isPresent(),
        request.parameter("leeway").orElse(""),
        request.parameter("oldest").orElse(""),
        request.parameter("audiences").orElse(""),
        Optional.empty());
  }

  /** The same with what is wrong with it. */
  RulesForm with(String whatIsWrong) {
    return new RulesForm(
        acceptDeployments,
        consumerPerDeployment,
        adminsAreStaff,
        adminsErase,
        leeway,
        oldest,
        audiences,
        Optional.of(whatIsWrong));
  }

  /** What was typed; what is no number is one that nobody may choose. */
  Lti13Rules read(Lti13Rules before) {
    return new Lti13Rules(
        acceptDeployments,
        consumerPerDeployment,
        before.algorithms(),
        number(leeway),
        number(oldest),
        Lti13Rules.audiences(audiences),
        adminsAreStaff,
        adminsErase);
  }

  private static int number(String typed) {
    return typed.matches("[0-9]{1,6}") ? Integer.parseInt(typed) : -1;
  }
}
