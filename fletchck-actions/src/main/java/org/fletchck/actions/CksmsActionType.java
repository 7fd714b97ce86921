package org.fletchck.actions;

import org.fletchck.spi.PluginApi;

/** The type {@code sms} under the name that it has in later versions of the original. */
@PluginApi(PluginApi.VERSION)
public final class CksmsActionType extends SmsActionType {

  @Override
  public String name() {
    return "cksms";
  }

  @Override
  public String summary() {
    return "Sends a text message: the name of sms in later versions of the original.";
  }
}
