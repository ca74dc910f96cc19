package io.jenkins.plugins.ecsdeploy.engine.verify;

import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;

/** The regions that this version of the SDK knows. AWS may have younger ones. */
public final class Regions {
    private Regions() {}

    /** By id, with the name that the AWS console shows: {@code eu-central-1}, {@code Europe (Frankfurt)}. */
    public static Map<String, String> known() {
        Map<String, String> names = new TreeMap<>();
        for (Region region : Region.regions()) {
            if (!region.isGlobalRegion()) {
                names.put(
                        region.id(),
                        region.metadata() == null ? "" : region.metadata().description());
            }
        }
        return names;
    }

    /** What to warn of in a region that is none of these, with the one that was probably meant. */
    public static Optional<String> doubt(String region) {
        Set<String> known = known().keySet();
        return known.contains(region)
                ? Optional.empty()
                : Optional.of("The region '" + region + "' is not known here" + Nearest.hint(region, known)
                        + ". It may be younger than this version of the AWS SDK");
    }
}
