package io.jenkins.plugins.ecsdeploy.engine.promotion;

import io.jenkins.plugins.ecsdeploy.engine.image.ImageReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a promotion came to, as scripts get it: texts, lists and maps alone. */
final class TagResult {
    private TagResult() {}

    /** What is said of the first tag stands at the top; {@code tags} has all of them. */
    static Map<String, Object> of(ImageReference target, TagState state, List<String> platforms) {
        List<Map<String, Object>> tags = new ArrayList<>();
        for (TagMove move : state.moves()) {
            Map<String, Object> tag = new LinkedHashMap<>();
            tag.put("tag", move.tag());
            tag.put("image", target.withTag(move.tag()).toString());
            if (move.previousDigest() != null) {
                tag.put("previousDigest", move.previousDigest());
                tag.put(
                        "previousImage",
                        target.withDigest(move.previousDigest()).toString());
            }
            tag.put("changed", move.changed());
            tags.add(tag);
        }
        Map<String, Object> result = new LinkedHashMap<>(tags.get(0));
        result.remove("tag");
        result.put("digest", state.digest().orElseThrow());
        result.put("changed", state.moves().stream().anyMatch(TagMove::changed));
        result.put("platforms", new ArrayList<>(platforms));
        result.put("tags", tags);
        return result;
    }
}
