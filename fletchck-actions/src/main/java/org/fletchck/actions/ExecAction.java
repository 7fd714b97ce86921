package org.fletchck.actions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.fletchck.spi.Action;
import org.fletchck.spi.ActionContext;
import org.fletchck.spi.Notification;

/** Runs a program once per notification, passed as JSON; exit status 0 means delivered. */
record ExecAction(ActionProgram program) implements Action {

  @Override
  public void send(Notification notification, ActionContext context) throws Exception {
    byte[] json = (TemplateValues.json(notification) + "\n").getBytes(UTF_8);
    ActionProgram.ProgramEnd ended = program.run(input -> input.write(json), context);
    String said = ended.output().firstLine();
    String status = program.name() + " ended with status " + ended.status();
    String line = said.isEmpty() ? status : status + ": " + said;
    if (ended.status() != 0) {
      throw new IOException(line);
    }
    context.log(line);
  }
}
