package org.fletchck.actions;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Notification;
import org.jspecify.annotations.Nullable;

/** Sends one mail per notification, to the recipients that haven't received it yet. */
record EmailAction(
    MailRoute route,
    @Nullable InternetAddress sender,
    List<InternetAddress> recipients,
    MessageStyle wording)
    implements Action {

  @Override
  public void send(Notification notification, ActionContext context) throws Exception {
    List<InternetAddress> left =
        recipients.stream().filter(r -> !context.done(r.getAddress())).toList();
    if (left.isEmpty()) {
      return;
    }
    InternetAddress from =
        sender != null ? sender : new InternetAddress("fletchck@" + HostName.find(context));
    MimeMessage mail =
        new MailMessage(from, recipients, wording)
            .compose(wording.named(notification), context.clock().instant());
    route.deliver(mail, left, context);
  }
}
