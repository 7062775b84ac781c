package org.examhall.web.http;

import freemarker.ext.util.WrapperTemplateModel;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.Version;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows records to templates; an {@link Optional} as its value or as missing. */
final class ModelWrapper extends DefaultObjectWrapper {
  ModelWrapper(Version version) {
    super(version);
  }

  @Override
  protected TemplateModel handleUnknownType(Object object) throws TemplateModelException {
    if (object instanceof Optional<?> optional) {
      return wrap(optional.orElse(null));
    }
    return super.handleUnknownType(object);
  }

  /** A template's value as a message's placeholder: a number stays one, to be written by locale. */
  static Object plain(@Nullable Object argument) {
    if (argument instanceof TemplateNumberModel number) {
      try {
        return number.getAsNumber();
      } catch (TemplateModelException e) {
        throw new IllegalArgumentException(e);
      }
    }
    return argument instanceof WrapperTemplateModel wrapper
        ? wrapper.getWrappedObject()
        : String.valueOf(argument);
  }
}
