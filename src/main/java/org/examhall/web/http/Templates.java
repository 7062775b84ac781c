package org.examhall.web.http;

import freemarker.cache.ClassTemplateLoader;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateScalarModel;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.UnaryOperator;
import org.examhall.kernel.text.Messages;

/**
 * Renders {@code templates/<name>.ftlh}: escaped, strict, cached for the life of the process.
 *
 * <p>A template reads {@code model} (its public record), {@code msg("key", values…)}, {@code
 * asset("css/x.css")}, {@code base} (the launch's {@code /l/<id>}), {@code looking}, {@code
 * changes}, {@code site} (a {@link Branding}), {@code csrf}, {@code language}, and the macros of
 * {@code layout.ftlh} as {@code ui}. An absent {@link java.util.Optional} is a missing value. A
 * missing value, name or message key fails the page. Threads: any.
 */
public final class Templates {
  private final Configuration freemarker;
  private final Messages messages;
  private final UnaryOperator<String> assetUrls;
  private final Branding branding;

  /** Templates from the class path; {@code assetUrls} turns a name into its address. */
  public Templates(Messages messages, UnaryOperator<String> assetUrls, Branding branding) {
    this.freemarker = configure();
    this.messages = messages;
    this.assetUrls = assetUrls;
    this.branding = branding;
  }

  /** The HTML of a page. */
  public String render(String name, Object model, Surroundings surroundings) {
    try {
      StringWriter html = new StringWriter();
      freemarker.getTemplate(name + ".ftlh").process(names(model, surroundings), html);
      return html.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (TemplateException e) {
      throw new IllegalStateException("template " + name, e);
    }
  }

  private Map<String, Object> names(Object model, Surroundings surroundings) {
    Locale language = surroundings.language();
    Map<String, Object> names = new HashMap<>();
    names.put("model", model);
    names.put("language", language.toLanguageTag());
    names.put("base", surroundings.base());
    names.put("site", branding);
    names.put("looking", surroundings.looking());
    names.put("changes", surroundings.changes());
    names.put("csrf", (TemplateScalarModel) () -> surroundings.csrf().get());
    names.put("asset", (TemplateMethodModelEx) args -> assetUrls.apply(args.get(0).toString()));
    names.put("msg", (TemplateMethodModelEx) args -> text(language, args));
    return names;
  }

  private String text(Locale language, List<?> args) {
    Object[] values = args.stream().skip(1).map(ModelWrapper::plain).toArray();
    return messages.text(language, args.get(0).toString(), values);
  }

  private static Configuration configure() {
    Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);
    configuration.setTemplateLoader(
        new ClassTemplateLoader(Templates.class.getClassLoader(), "templates"));
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    configuration.setDefaultEncoding("UTF-8");
    configuration.setOutputEncoding("UTF-8");
    configuration.setLocalizedLookup(false);
    configuration.setObjectWrapper(new ModelWrapper(Configuration.VERSION_2_3_34));
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setWrapUncheckedExceptions(true);
    configuration.setFallbackOnNullLoopVariable(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    configuration.setNumberFormat("c");
    configuration.setBooleanFormat("c");
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.addAutoImport("ui", "layout.ftlh");
    return configuration;
  }
}
