package org.examhall.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.examhall.kernel.fault.Refused;
import org.examhall.kernel.sql.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The one place where refusals and failures become statuses and pages.
 *
 * <p>The reader gets plain words and the request's id, the log gets one line with the same id: the
 * reason for a refusal, the cause for a failure. An answer that had begun is broken off, so that
 * nobody takes half of a file for the whole. Paths are logged as their route's pattern, because
 * some carry a signature.
 */
final class ErrorFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ErrorFilter.class);

  private final transient ErrorAnswers answers;
  private final transient HeaderPolicy headers;

  ErrorFilter(ErrorAnswers answers, HeaderPolicy headers) {
    this.answers = answers;
    this.headers = headers;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (Refused refused) {
      LOG.info("{} refused: {}", describe(request), refused.reason());
      answer(request, response, refused);
    } catch (IOException e) {
      // The browser went away, or never sent what it announced: nobody is left to answer.
      LOG.info("{} broke off: {}", describe(request), e.toString());
      breakOffIfBegun(response, e);
      answer(request, response, new Refused(HttpReason.UNREADABLE));
    } catch (SqlFailure e) {
      answer(request, response, failure(request, e, e.isPassing()));
    } catch (RuntimeException | ServletException | LinkageError | StackOverflowError e) {
      answer(request, response, failure(request, e, false));
    } finally {
      MDC.remove(RequestIdFilter.LOG_KEY);
    }
  }

  private static Refused failure(HttpServletRequest request, Throwable cause, boolean passing) {
    if (passing) {
      LOG.warn("{} failed, a later try may not", describe(request), cause);
      return new Refused(HttpReason.UNAVAILABLE);
    }
    LOG.error("{} failed", describe(request), cause);
    return new Refused(HttpReason.BROKEN);
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, Refused refused)
      throws IOException {
    breakOffIfBegun(response, new IOException("broken off after the answer had begun"));
    startAgain(request, response);
    answers.write(request, response, refused);
  }

  /** The container closes the connection without the mark that all was sent. */
  private static void breakOffIfBegun(HttpServletResponse response, IOException cause)
      throws IOException {
    if (response.isCommitted()) {
      throw cause;
    }
  }

  /** Forgets what the handler had set for the answer that failed (its type, encoding, cookies). */
  private void startAgain(HttpServletRequest request, HttpServletResponse response) {
    String allow = response.getHeader("Allow");
    response.reset();
    headers.headersOf(request).forEach(response::setHeader);
    response.setHeader(RequestIdFilter.HEADER, RequestIdFilter.idOf(request));
    if (allow != null) {
      response.setHeader("Allow", allow);
    }
  }

  private static String describe(HttpServletRequest request) {
    String path =
        Request.find(request)
            .flatMap(r -> r.find(Route.class))
            .map(Route::pattern)
            .orElseGet(request::getRequestURI);
    return request.getMethod() + " " + path;
  }
}
