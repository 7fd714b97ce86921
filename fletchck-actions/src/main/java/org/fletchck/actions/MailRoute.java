package org.fletchck.actions;

import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import org.fletchck.spi.ActionContext;

/** A way that mails leave by. */
@FunctionalInterface
interface MailRoute {

  /**
   * Hands the mail over for all recipients, and marks those done that were accepted if others were
   * not.
   *
   * @throws org.fletchck.spi.RefusedException if what is left was refused for good
   */
  void deliver(MimeMessage mail, List<InternetAddress> recipients, ActionContext context)
      throws Exception;
}
