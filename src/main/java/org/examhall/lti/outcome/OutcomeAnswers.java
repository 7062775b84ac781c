package org.examhall.lti.outcome;

import java.util.Locale;
import java.util.Optional;
import org.examhall.lti.outcome.OutcomeAnswer.Failure;
import org.examhall.lti.outcome.OutcomeAnswer.Processing;
import org.examhall.lti.outcome.OutcomeAnswer.Success;
import org.examhall.lti.outcome.OutcomeAnswer.Unsupported;
import org.examhall.lti.outcome.OutcomeAnswer.Why;

/**
 * Reads the answer to an outcome request.
 *
 * <p>The envelope decides, not the HTTP status: Moodle and edX fail with 200, Canvas with 422. Only
 * success needs a 2xx as well. Threads: any.
 */
public final class OutcomeAnswers {
  /** More bytes than this are not read; whoever sends may stop one byte later. */
  public static final int MAX_BYTES = 256 * 1024;

  private static final int LONGEST_DESCRIPTION = 500;

  /** Reads the answer to {@code request}. */
  public OutcomeAnswer read(OutcomeRequest request, int httpStatus, byte[] body) {
    if (body.length > MAX_BYTES) {
      return Why.TOO_LARGE.answer(httpStatus);
    }
    if (httpStatus / 100 == 3) {
      return Why.REDIRECT.answer(httpStatus);
    }
    if (body.length == 0) {
      return Why.EMPTY.answer(httpStatus);
    }
    try {
      return classify(request, httpStatus, ResponseEnvelope.read(body));
    } catch (ResponseEnvelope.Unreadable e) {
      return e.why().answer(httpStatus);
    }
  }

  private static OutcomeAnswer classify(
      OutcomeRequest request, int httpStatus, ResponseEnvelope envelope) {
    String words = description(envelope);
    return switch (envelope.status("imsx_codeMajor").toLowerCase(Locale.ROOT)) {
      case "success" -> success(request, httpStatus, envelope);
      case "processing" -> new Processing(words);
      case "failure" -> failure(request, envelope, words);
      case "unsupported" -> new Unsupported(words);
      default -> Why.NO_CODE.answer(httpStatus);
    };
  }

  private static OutcomeAnswer success(
      OutcomeRequest request, int httpStatus, ResponseEnvelope envelope) {
    if (httpStatus / 100 != 2) {
      return Why.STATUS_CONTRADICTS.answer(httpStatus);
    }
    String place = request.operation().responseElement() + "/result/resultScore/textString";
    String refersTo = envelope.status("imsx_messageRefIdentifier");
    return new Success(
        envelope.at("imsx_POXBody/" + place).flatMap(OutcomeScore::parse),
        refersTo.isEmpty() || refersTo.equals(request.messageId()),
        description(envelope));
  }

  /** edX reads a score out of every operation, so its read fails on the missing one. */
  private static OutcomeAnswer failure(
      OutcomeRequest request, ResponseEnvelope envelope, String words) {
    boolean wantsScore = words.contains("score textString");
    if (request.operation() != Operation.REPLACE && wantsScore) {
      return new Unsupported(words);
    }
    Optional<String> canvasCode = envelope.anywhere("ext_canvas_error_code");
    return new Failure(envelope.status("imsx_severity"), canvasCode, words);
  }

  private static String description(ResponseEnvelope envelope) {
    String words = envelope.status("imsx_description");
    if (words.isEmpty()) {
      return "The platform answered \""
          + envelope.status("imsx_codeMajor")
          + "\" without a reason.";
    }
    return words.codePointCount(0, words.length()) <= LONGEST_DESCRIPTION
        ? words
        : words.substring(0, words.offsetByCodePoints(0, LONGEST_DESCRIPTION)) + "…";
  }
}
