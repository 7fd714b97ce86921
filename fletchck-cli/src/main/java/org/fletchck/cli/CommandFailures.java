package org.fletchck.cli;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import org.fletchck.config.SiteFileException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Prints in one line why a command failed, and returns its exit code. */
final class CommandFailures implements IParameterExceptionHandler, IExecutionExceptionHandler {

  @Override
  public int handleParseException(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("fletchck: " + e.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(e, err)) {
      err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    }
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult result) {
    CommandSpec spec = command.getCommandSpec();
    PrintWriter err = command.getErr();
    if (e instanceof InputException || e instanceof SiteFileException) {
      err.println("fletchck: " + e.getMessage());
      return spec.exitCodeOnInvalidInput();
    }
    if (e instanceof FileSystemException) {
      err.println("fletchck: can't be used: " + e.getMessage());
      return spec.exitCodeOnInvalidInput();
    }
    err.println("fletchck: internal error: " + e);
    if (spec.root().userObject() instanceof Main main && main.isVerbose()) {
      e.printStackTrace(err);
    } else {
      err.println("Run with --verbose to see the stack trace.");
    }
    return spec.exitCodeOnExecutionException();
  }
}
