package io.jenkins.plugins.ecsdeploy.history.pages;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** How far what runs in one place is behind what runs in the place before it, in words. */
public record Behind(String words) {
    /** Nothing where it is not behind, or nobody can tell. */
    static Optional<Behind> of(EntryView here, EntryView there, Column where) {
        Map<String, Integer> newer = there.upstreamNumbers();
        OptionalInt most = here.upstreamNumbers().entrySet().stream()
                .filter(upstream -> newer.containsKey(upstream.getKey()))
                .mapToInt(upstream -> newer.get(upstream.getKey()) - upstream.getValue())
                .max();
        if (most.isPresent()) {
            return most.getAsInt() > 0
                    ? Optional.of(new Behind(Messages.Behind_builds(most.getAsInt(), where.getName())))
                    : Optional.empty();
        }
        boolean older = here.moment() < there.moment();
        boolean others = !here.getImages().isEmpty()
                && !there.getImages().isEmpty()
                && !here.getImages().equals(there.getImages());
        return older && others ? Optional.of(new Behind(Messages.Behind_other(where.getName()))) : Optional.empty();
    }
}
