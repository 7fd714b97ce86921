package org.fletchck.config;

import java.nio.file.Path;

/** Saves a change to a site file, as a process that sees other mounts than the test. */
final class MountedSave {

  private MountedSave() {}

  public static void main(String[] args) throws SiteFileException {
    Path path = Path.of(args[0]);
    AtomicFile.obstacle(path).ifPresent(why -> System.out.println("obstacle: " + why));
    SiteFile file = SiteFile.read(path);
    SiteFile saved = file.save(file.config().with("grace", 7));
    System.out.println("saved, changed on disk: " + saved.changedOnDisk());
  }
}
