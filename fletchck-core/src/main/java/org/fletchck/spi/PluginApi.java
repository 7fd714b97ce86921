package org.fletchck.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Records the version of the plugin API that a type was built for. Annotate each class listed in
 * {@code META-INF/services} with {@code @PluginApi(PluginApi.VERSION)}. The compiler inserts the
 * number, so that a fletchck with another version refuses the class with an explanation when it is
 * loaded, instead of failing when it is used. A type passed to {@link Types#of} needs no
 * annotation.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PluginApi {

  /** The current version. It is incremented when classes built earlier can no longer be used. */
  int VERSION = 1;

  /** Returns the version that the class was built for: {@link #VERSION}. */
  int value();
}
