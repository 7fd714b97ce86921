package org.fletchck.web.api;

import java.util.ArrayList;
import java.util.List;
import org.fletchck.Site;
import org.fletchck.SiteEditor;
import org.fletchck.config.EntryKind;
import org.fletchck.config.Fingerprints;
import org.fletchck.web.auth.PasswordCheck;
import org.fletchck.web.http.Handler;
import org.fletchck.web.http.RefusedRequest;
import org.fletchck.web.http.Response;
import org.fletchck.web.http.Routes;
import org.fletchck.web.pages.ActivityLog;

/** The JSON API of a site. Safe for use by several threads. */
public final class Api {

  static final String ROOT = "/api/v1";

  private final List<Operation> operations = new ArrayList<>();

  /**
   * Creates the API of a site.
   *
   * @param editor changes the configuration
   * @param log what the site did recently
   * @param passwords confirms the password of users who change it
   */
  public Api(Site site, SiteEditor editor, ActivityLog log, PasswordCheck passwords) {
    ConfigurationEdits edits = new ConfigurationEdits(site, editor);
    EntryJson entries = new EntryJson(site.types());
    EntityTags tags = new EntityTags(new Fingerprints());
    operations.addAll(new SiteResource(site, editor).operations());
    operations.addAll(new SettingsResource(site, edits, tags).operations());
    operations.addAll(new ChecksResource(site).operations());
    operations.addAll(
        new EntriesResource(EntryKind.CHECK, site, edits, entries, tags).operations());
    operations.addAll(new RunsResource(site, edits).operations());
    operations.addAll(new ReportResource(site).operations());
    operations.addAll(new HistoryResource(site).operations());
    operations.addAll(new ActionsResource(site).operations());
    operations.addAll(
        new EntriesResource(EntryKind.ACTION, site, edits, entries, tags).operations());
    operations.addAll(new OutboxResource(site).operations());
    operations.addAll(new LogResource(site, log).operations());
    operations.addAll(new TypesResource(site.types()).operations());
    operations.addAll(new AccountsResource(site, edits, passwords).operations());
    operations.add(
        Operation.get("/openapi.json", "Returns this document.", "Anything", r -> document()));
  }

  /** Adds a route for each operation. */
  public void addTo(Routes routes) {
    for (Operation operation : operations) {
      routes.add(
          operation.method(),
          ROOT + operation.path(),
          operation.access(),
          guarded(operation.handler()));
    }
  }

  /** Returns all operations. */
  List<Operation> operations() {
    return List.copyOf(operations);
  }

  private Response document() {
    return JsonBodies.answer(new OpenApi(operations).document());
  }

  private static Handler guarded(Handler handler) {
    return request -> {
      try {
        return handler.handle(request);
      } catch (Refusal refusal) {
        return ProblemDetails.answer(refusal);
      } catch (RefusedRequest refused) {
        return ProblemDetails.answer(
            refused.status(), String.valueOf(refused.getMessage()), List.of());
      }
    };
  }
}
