package io.jenkins.plugins.ecsdeploy.engine.promotion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a promotion came to, as scripts and the remote API get it: texts, lists and maps alone. */
public final class TagResult {
    private TagResult() {}

    /** What is said of the first tag stands at the top; {@code tags} has all of them. */
    static Map<String, Object> of(String repository, TagState state, List<String> platforms) {
        List<Map<String, Object>> tags = tags(repository, state);
        Map<String, Object> result = new LinkedHashMap<>(tags.get(0));
        result.remove("tag");
        result.put("digest", state.digest().orElseThrow());
        result.put("changed", state.moves().stream().anyMatch(TagMove::changed));
        result.put("platforms", new ArrayList<>(platforms));
        result.put("tags", tags);
        return result;
    }

    /**
     * What has become of each tag so far.
     *
     * @param repository without a tag
     */
    public static List<Map<String, Object>> tags(String repository, TagState state) {
        List<Map<String, Object>> tags = new ArrayList<>();
        for (TagMove move : state.moves()) {
            Map<String, Object> tag = new LinkedHashMap<>();
            tag.put("tag", move.tag());
            tag.put("image", repository + ":" + move.tag());
            if (move.previousDigest() != null) {
                tag.put("previousDigest", move.previousDigest());
                tag.put("previousImage", repository + "@" + move.previousDigest());
            }
            tag.put("changed", move.changed());
            tags.add(tag);
        }
        return tags;
    }
}
