package io.jenkins.plugins.ecsdeploy.emulator.registry;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one repository has. */
final class StoredRepository {
    record StoredManifest(byte[] bytes, String type) {}

    final Map<String, StoredManifest> manifests = new HashMap<>();
    final Map<String, String> tags = new HashMap<>();
    final Set<String> blobs = new HashSet<>();
    /** What a tag pointed to before, for as many reads as are left. */
    final Map<String, String> before = new HashMap<>();

    final Map<String, Integer> lateReads = new HashMap<>();

    /** The digest that a tag, or a digest, stands for; null if it is not there. */
    String find(String reference) {
        String digest = reference.contains(":") ? reference : tags.get(reference);
        return manifests.containsKey(digest) ? digest : null;
    }

    /** The same for who reads a tag that has just been moved. */
    String read(String reference) {
        Integer left = lateReads.get(reference);
        if (left != null && left > 0) {
            lateReads.put(reference, left - 1);
            return before.get(reference);
        }
        return find(reference);
    }
}
