package org.examhall.demo.lms;

import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.examhall.demo.lms.http.Reply;

/** Fills the pages of the demo LMS. Threads: any. */
final class Templates {
  private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

  Templates() {
    configuration.setClassLoaderForTemplateLoading(
        Templates.class.getClassLoader(), "org/examhall/demo/lms");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setURLEscapingCharset("UTF-8");
    configuration.setLocale(Locale.ENGLISH);
    configuration.setObjectWrapper(new DefaultObjectWrapper(Configuration.VERSION_2_3_34));
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
  }

  /** A page; the template is named like it. */
  Reply page(String name, Object model) {
    return page(200, name, model);
  }

  /** A page that is not what was asked for. */
  Reply page(int status, String name, Object model) {
    StringWriter page = new StringWriter();
    try {
      configuration.getTemplate(name + ".ftlh").process(model, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("cannot fill the page " + name, e);
    }
    return Reply.text(status, "text/html; charset=utf-8", page.toString());
  }
}
