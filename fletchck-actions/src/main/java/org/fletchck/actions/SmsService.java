package org.fletchck.actions;

import java.util.List;
import org.fletchck.spi.ActionContext;

/** A service that delivers text messages. */
interface SmsService {

  /**
   * Hands a text over for all numbers, and marks those done that were accepted if others were not.
   *
   * @throws org.fletchck.spi.RefusedException if what is left was refused for good
   */
  void deliver(String text, List<String> numbers, ActionContext context) throws Exception;
}
