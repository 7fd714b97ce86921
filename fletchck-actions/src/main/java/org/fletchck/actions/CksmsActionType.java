package org.fletchck.actions;

import org.fletchck.spi.PluginApi;

/** The type {@code sms} by the name that the original's later versions have for it. */
@PluginApi(PluginApi.VERSION)
public final class CksmsActionType extends SmsActionType {

  @Override
  public String name() {
    return "cksms";
  }

  @Override
  public String summary() {
    return "Sends a text message, as sms does: the name of the original's later versions.";
  }
}
