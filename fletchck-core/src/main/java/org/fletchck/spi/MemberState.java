package org.fletchck.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a check that was run for another one.
 *
 * @param name the check's name
 * @param type its type as shown, such as {@code https} or {@code remote (disk)}; {@code unknown} if
 *     there is no such check
 * @param status its status after the run; {@link Status#UNREACHABLE} also if there is no such check
 *     or its configuration isn't valid
 * @param level short text such as {@code 91%}, if it has one
 * @param log the lines of its last run
 */
public record MemberState(
    String name, String type, Status status, @Nullable String level, List<String> log) {

  /** Copies the log. */
  public MemberState {
    log = List.copyOf(log);
  }
}
