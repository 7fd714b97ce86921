package org.fletchck.actions;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.fletchck.spi.ActionContext;

/** A way to send mails. */
@FunctionalInterface
interface MailRoute {

  /**
   * Sends the mail to all recipients; if only some are accepted, marks those as done.
   *
   * @throws org.fletchck.spi.RefusedException if the rest were refused permanently
   */
  void deliver(MimeMessage mail, List<InternetAddress> recipients, ActionContext context)
      throws Exception;
}
