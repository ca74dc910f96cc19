package io.jenkins.plugins.ecsdeploy.engine.verify;

import java.util.Map;
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
}
