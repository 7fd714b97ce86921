package org.fletchck.actions;

import java.util.List;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Notification;
import org.fletchck.spi.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one text message per notification, to the numbers that haven't received it yet.
 *
 * @param service the service that delivers it; null if there is nothing to log in with
 */
record SmsAction(@Nullable SmsService service, List<String> numbers, MessageStyle wording)
    implements Action {

  @Override
  public void send(Notification notification, ActionContext context) throws Exception {
    List<String> left = numbers.stream().filter(number -> !context.done(number)).toList();
    if (left.isEmpty()) {
      return;
    }
    if (service == null) {
      throw new RefusedException(
          "nothing to log in with; set username and password, or apikey, or only url");
    }
    service.deliver(SmsText.of(notification, wording), left, context);
  }
}
