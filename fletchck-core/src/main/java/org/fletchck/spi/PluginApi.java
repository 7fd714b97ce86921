package org.fletchck.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says for which version of the plugin API a type was built. Write
 * {@code @PluginApi(PluginApi.VERSION)} above each class that a file in {@code META-INF/services}
 * names. The compiler puts the number there, so a fletchck with another version refuses the class
 * when it is loaded, and says so, in place of failing when the class is used. A type that is handed
 * to {@link Types#of} needs none.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface PluginApi {

  /** The version here. It grows when classes that were built before can't be used any more. */
  int VERSION = 1;

  /** Returns the version that the class was built for: {@link #VERSION}. */
  int value();
}
