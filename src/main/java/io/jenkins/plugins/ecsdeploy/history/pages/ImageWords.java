package io.jenkins.plugins.ecsdeploy.history.pages;

import io.jenkins.plugins.ecsdeploy.history.journal.Entry;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The images of an entry in few words. They are taken as they are: of what cannot be one, there is no tag. */
final class ImageWords {
    private static final int DIGEST = 12;
    private static final int SHOWN = 3;

    private ImageWords() {}

    /** The tag that all containers have, or the tags with their containers, or those that were moved; empty: there is none. */
    static String tags(Entry entry) {
        if (entry.service().isRepository()) {
            return String.join(", ", entry.change().digests().keySet());
        }
        Map<String, String> images = entry.change().images();
        Set<String> tags = new LinkedHashSet<>();
        images.values().forEach(image -> tags.add(tag(image)));
        tags.remove("");
        if (tags.size() < 2) {
            return String.join("", tags);
        }
        return images.entrySet().stream()
                        .filter(image -> !tag(image.getValue()).isEmpty())
                        .limit(SHOWN)
                        .map(image -> image.getKey() + " " + tag(image.getValue()))
                        .collect(Collectors.joining(", "))
                + (images.size() > SHOWN ? ", …" : "");
    }

    /** The beginning of the first digest; empty where none is known. */
    static String digest(Entry entry) {
        return entry.change().digests().values().stream()
                .findFirst()
                .map(ImageWords::shortened)
                .orElse("");
    }

    private static String shortened(String digest) {
        String hex = digest.substring(digest.indexOf(':') + 1);
        return hex.length() <= DIGEST ? hex : hex.substring(0, DIGEST);
    }

    private static String tag(String image) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        int colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        return colon < 0 ? "" : name.substring(colon + 1);
    }
}
