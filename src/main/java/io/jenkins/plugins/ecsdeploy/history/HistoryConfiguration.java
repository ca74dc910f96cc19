package io.jenkins.plugins.ecsdeploy.history;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.Util;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.engine.Nearest;
import io.jenkins.plugins.ecsdeploy.history.journal.Journal;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.Target;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** How much of the history is kept. */
@Extension
@Symbol("ecsHistory")
public class HistoryConfiguration extends GlobalConfiguration {
    static final int DAYS = 400;
    static final int ENTRIES = 2_000;
    static final int MINUTES = 5;

    private int keepDays = DAYS;
    private int keepEntries = ENTRIES;
    private String compareTargets;
    private int compareMinutes = MINUTES;

    public HistoryConfiguration() {
        load();
    }

    public static HistoryConfiguration get() {
        return ExtensionList.lookupSingleton(HistoryConfiguration.class);
    }

    Journal.Limits limits() {
        // A file may hold anything.
        return new Journal.Limits(keepDays < 1 ? DAYS : keepDays, keepEntries < 1 ? ENTRIES : keepEntries);
    }

    /** Entries that are older are forgotten. */
    public int getKeepDays() {
        return keepDays;
    }

    /** @throws IllegalArgumentException if it is below 1 */
    @DataBoundSetter
    public void setKeepDays(int keepDays) {
        this.keepDays = aboveZero("keepDays", keepDays);
        save();
    }

    /** So many entries of a service are kept. */
    public int getKeepEntries() {
        return keepEntries;
    }

    /** @throws IllegalArgumentException if it is below 1 */
    @DataBoundSetter
    public void setKeepEntries(int keepEntries) {
        this.keepEntries = aboveZero("keepEntries", keepEntries);
        save();
    }

    /** The global targets where what runs is looked at in the background. */
    Set<String> compared() {
        return Stream.of(Util.fixNull(compareTargets).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    Duration compareEvery() {
        return Duration.ofMinutes(compareMinutes < 1 ? MINUTES : compareMinutes);
    }

    /** Names of global targets, with commas in between, where what runs is compared with ECS; null: none. */
    public String getCompareTargets() {
        return compareTargets;
    }

    @DataBoundSetter
    public void setCompareTargets(String compareTargets) {
        this.compareTargets = Util.fixEmptyAndTrim(compareTargets);
        save();
    }

    /** The minutes from one such look to the next. */
    public int getCompareMinutes() {
        return compareMinutes;
    }

    /** @throws IllegalArgumentException if it is below 1 */
    @DataBoundSetter
    public void setCompareMinutes(int compareMinutes) {
        this.compareMinutes = aboveZero("compareMinutes", compareMinutes);
        save();
    }

    private static int aboveZero(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ". Give a number above zero");
        }
        return value;
    }

    /** Takes all of the form or nothing, and saves once. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        int days = number(form, "keepDays", DAYS);
        int entries = number(form, "keepEntries", ENTRIES);
        int minutes = number(form, "compareMinutes", MINUTES);
        keepDays = days;
        compareMinutes = minutes;
        compareTargets = Util.fixEmptyAndTrim(form.optString("compareTargets"));
        keepEntries = entries;
        save();
        return true;
    }

    private static int number(JSONObject form, String field, int byDefault) throws FormException {
        String text = form.optString(field).trim();
        try {
            return text.isEmpty() ? byDefault : aboveZero(field, Integer.parseInt(text));
        } catch (IllegalArgumentException e) {
            throw new FormException(field + " is '" + text + "'. Give a number above zero", e, field);
        }
    }

    @POST
    public FormValidation doCheckKeepDays(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return positive(value);
    }

    @POST
    public FormValidation doCheckCompareMinutes(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return positive(value);
    }

    /** Names a target that there is not. */
    @POST
    public FormValidation doCheckCompareTargets(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        List<String> known =
                EcsTargets.get().getTargets().stream().map(Target::getName).toList();
        return Stream.of(Util.fixNull(value).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty() && !known.contains(name))
                .findFirst()
                .map(name ->
                        FormValidation.warning("There is no global target '" + name + "'" + Nearest.hint(name, known)))
                .orElseGet(FormValidation::ok);
    }

    @POST
    public FormValidation doCheckKeepEntries(@QueryParameter String value) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        return positive(value);
    }

    /** Empty is the default. */
    private static FormValidation positive(String value) {
        return Util.fixEmptyAndTrim(value) == null
                ? FormValidation.ok()
                : FormValidation.validatePositiveInteger(value);
    }
}
