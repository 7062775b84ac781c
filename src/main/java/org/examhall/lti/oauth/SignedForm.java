package org.examhall.lti.oauth;

import java.util.List;

/**
 * A form that a browser has to post as it is, once.
 *
 * @param action absolute address, its query included
 * @param fields in order, with the signature
 */
public record SignedForm(String action, List<Parameter> fields) {
  /** Not the content: it may be personal. */
  @Override
  public String toString() {
    return "signed form";
  }
}
