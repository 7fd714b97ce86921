package org.fletchck.actions;

import java.util.List;
import org.fletchck.spi.ActionContext;

/** A service that delivers text messages. */
interface SmsService {

  /**
   * Sends a text to all numbers; if only some are accepted, marks those as done.
   *
   * @throws org.fletchck.spi.RefusedException if the rest were refused permanently
   */
  void deliver(String text, List<String> numbers, ActionContext context) throws Exception;
}
