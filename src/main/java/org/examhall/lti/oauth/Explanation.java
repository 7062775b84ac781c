package org.examhall.lti.oauth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.examhall.kernel.fault.Refused;
import org.examhall.lti.Fault;
import org.examhall.lti.oauth.Hint.Kind;
import org.examhall.lti.oauth.SharedKey.PreviousSecret;

/**
 * Looks for what would make a wrong signature right, for the administrator's log.
 *
 * <p>Nothing found here lets a message in. The same attempts are made for every key, so that the
 * time they take tells nothing.
 */
final class Explanation {
  private static final int[] USUAL_PORTS = {80, 443, 8080, 8443};
  private static final List<String> LTI_PREFIXES =
      List.of(
          "user_id", "roles", "lis_", "lti_", "oauth_", "context_", "resource_link_", "launch_");

  private final SignedRequest request;
  private final Signable literally;
  private final OAuthFields fields;
  private final SharedKey key;

  Explanation(SignedRequest request, Signable literally, OAuthFields fields, SharedKey key) {
    this.request = request;
    this.literally = literally;
    this.fields = fields;
    this.key = key;
  }

  /** What can be said about a protocol parameter that is not there exactly once. */
  static List<Hint> ofShape(Refused malformed) {
    if (malformed.details().isEmpty()) {
      return List.of();
    }
    boolean repeated = malformed.reason() == Fault.OAUTH_PARAMETER_REPEATED;
    Kind kind = repeated ? Kind.REPEATED_PARAMETER : Kind.MISSING_PARAMETER;
    return List.of(Hint.of(kind, malformed.details().get(0).toString()));
  }

  /** What may explain that nothing matched; empty when something did. */
  List<Hint> hints(Match match) {
    if (match.found()) {
      return List.of();
    }
    List<Hint> hints = new ArrayList<>();
    key.previous()
        .filter(previous -> match.byEndedSecret())
        .map(PreviousSecret::until)
        .ifPresent(until -> hints.add(Hint.of(Kind.PREVIOUS_SECRET_ENDED, until.toString())));
    otherAddress().ifPresent(hints::add);
    hints.addAll(otherParameters());
    hints.addAll(suspicions());
    return hints;
  }

  /** The other address that fits, if exactly one change explains it. */
  private Optional<Hint> otherAddress() {
    PublicUrl url = request.url();
    String path = url.rawPath();
    String otherScheme = url.scheme().equals("https") ? "http" : "https";
    String otherPath = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";
    Stream<Hint> scheme = fitting(Kind.OTHER_SCHEME, url.with(otherScheme, url.port(), path));
    Stream<Hint> slash = fitting(Kind.OTHER_SLASH, url.with(url.scheme(), url.port(), otherPath));
    Stream<Hint> port =
        Stream.concat(
                Stream.of(OptionalInt.empty()), IntStream.of(USUAL_PORTS).mapToObj(OptionalInt::of))
            .flatMap(p -> fitting(Kind.OTHER_PORT, url.with(url.scheme(), p, path)));
    List<Hint> found = Stream.of(scheme, port, slash).flatMap(s -> s).distinct().toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private Stream<Hint> fitting(Kind kind, PublicUrl other) {
    String seen = request.url().baseUri();
    return !other.baseUri().equals(seen) && fits(literally.at(other))
        ? Stream.of(Hint.of(kind, other.baseUri(), seen))
        : Stream.empty();
  }

  private List<Hint> otherParameters() {
    Parameters all = literally.parameters();
    List<Hint> hints = new ArrayList<>();
    List<String> newlines = withNewline(all).toList();
    if (!newlines.isEmpty() && fits(with(withLineFeeds(all)))) {
      newlines.forEach(name -> hints.add(Hint.of(Kind.LINE_ENDS, name)));
    }
    Parameters withoutCallback = all.without("oauth_callback");
    if (withoutCallback.size() < all.size() && fits(with(withoutCallback))) {
      hints.add(Hint.of(Kind.CALLBACK_LEFT_OUT));
    }
    return hints;
  }

  private static Parameters withLineFeeds(Parameters all) {
    return Parameters.of(
        all.stream().map(p -> new Parameter(p.name(), p.value().replace("\r\n", "\n"))).toList());
  }

  private List<Hint> suspicions() {
    List<Hint> hints = new ArrayList<>();
    if (fields.signature().indexOf(' ') >= 0) {
      hints.add(Hint.of(Kind.SPACE_IN_SIGNATURE));
    }
    withNewline(request.body()).forEach(name -> hints.add(Hint.of(Kind.NEWLINE_IN_VALUE, name)));
    request.query().stream()
        .map(Parameter::name)
        .filter(name -> LTI_PREFIXES.stream().anyMatch(name::startsWith))
        .forEach(name -> hints.add(Hint.of(Kind.LTI_NAME_IN_QUERY, name)));
    return hints;
  }

  private static Stream<String> withNewline(Parameters parameters) {
    return parameters.stream()
        .filter(p -> p.value().indexOf('\n') >= 0 || p.value().indexOf('\r') >= 0)
        .map(Parameter::name)
        .distinct();
  }

  private Signable with(Parameters parameters) {
    return new Signable(request.httpMethod(), request.url(), parameters);
  }

  private boolean fits(Signable other) {
    return Signatures.fits(other, fields.method(), key.secret(), fields.signature());
  }
}
