package org.examhall.kernel.text;

import java.util.ResourceBundle;

/** The version of the running product, as the build wrote it down. */
public final class Version {
  /** Such as {@code 0.1.0}. */
  public String text() {
    return ResourceBundle.getBundle("version").getString("version");
  }
}
