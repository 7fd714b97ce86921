<#-- What each library in the distribution is for, by its group. -->
<#assign purposes = {
  "info.picocli": "the command line",
  "com.cronutils": "when a cron trigger fires",
  "com.fasterxml.jackson.core": "JSON: site files, the API, MQTT messages and answers of services",
  "com.fazecast": "serial ports, for ups and upstest",
  "com.google.re2j": "regular expressions in linear time",
  "com.hierynomus": "the ssh check",
  "dnsjava": "the dns check",
  "gg.jte": "the pages' templates",
  "com.hivemq": "MQTT",
  "io.netty": "network connections of the MQTT client",
  "io.reactivex.rxjava2": "reactive streams in the MQTT client",
  "org.reactivestreams": "reactive streams in the MQTT client",
  "org.jctools": "queues of the MQTT client",
  "com.google.dagger": "dependency injection in the MQTT client",
  "javax.inject": "dependency injection in the MQTT client",
  "io.prometheus": "the metrics page",
  "jakarta.activation": "mail: contents of messages",
  "jakarta.mail": "mail: the API",
  "org.eclipse.angus": "mail: the protocols",
  "org.bouncycastle": "hashes of passwords, self-signed certificates, and ciphers of the ssh check",
  "org.slf4j": "logging",
  "org.xerial": "the store: SQLite"
}>
<#assign licences = {
  "Apache 2.0": "Apache-2.0",
  "Apache-2.0": "Apache-2.0",
  "Apache License, Version 2.0": "Apache-2.0",
  "Apache Software License, Version 2.0": "Apache-2.0",
  "The Apache License, Version 2.0": "Apache-2.0",
  "The Apache Software License, Version 2.0": "Apache-2.0",
  "The Apache Software License, version 2.0": "Apache-2.0",
  "BSD-3-Clause": "BSD-3-Clause",
  "Bouncy Castle Licence": "MIT",
  "EDL 1.0": "BSD-3-Clause",
  "EPL 2.0": "EPL-2.0",
  "GNU Lesser GPL, Version 3": "LGPL-3.0",
  "GPL2 w/ CPE": "GPL-2.0 with Classpath Exception",
  "Go License": "BSD-3-Clause",
  "MIT": "MIT",
  "MIT-0": "MIT-0"
}>
fletchck is under the licence in the file LICENSE. The other libraries in the folder lib have their
own licences; where there are several, you may choose. The folder licenses contains their texts and
notices.
<#list dependencyMap as e>
<#assign library = e.getKey()>
<#if !purposes[library.groupId]??>
  <#stop "third-party.ftl: say what ${library.groupId}:${library.artifactId} is for">
</#if>

${library.artifactId}-${library.version}.jar
  for: ${purposes[library.groupId]}
<#assign names = []>
<#list e.getValue() as name>
<#if !licences[name]??>
  <#stop "third-party.ftl: look at the licence of ${library.groupId}:${library.artifactId}, ${name}">
</#if>
<#assign names = names + [licences[name]]>
</#list>
  licence: ${names?join(" or ")}
  from: ${library.url}
</#list>
