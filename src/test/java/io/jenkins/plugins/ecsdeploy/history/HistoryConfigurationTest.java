package io.jenkins.plugins.ecsdeploy.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.ecsdeploy.QuickJenkins;
import io.jenkins.plugins.ecsdeploy.targets.EcsTargets;
import io.jenkins.plugins.ecsdeploy.targets.GlobalTarget;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.kohsuke.stapler.StaplerRequest2;

/** What an administrator says of the history, by the form and as code. */
@ExtendWith(QuickJenkins.class)
class HistoryConfigurationTest {
    private static JenkinsRule jenkins;

    private final HistoryConfiguration configuration = HistoryConfiguration.get();

    @BeforeAll
    static void start(JenkinsRule rule) {
        jenkins = rule;
    }

    @Test
    void theFormKeepsWhatIsTypedIn() throws Exception {
        configuration.setKeepDays(30);
        configuration.setKeepEntries(70);
        configuration.setCompareTargets(" beta, live ");
        configuration.setCompareMinutes(7);

        jenkins.configRoundtrip();

        assertThat(new HistoryConfiguration()).satisfies(read -> {
            assertThat(read.getKeepDays()).isEqualTo(30);
            assertThat(read.getKeepEntries()).isEqualTo(70);
            assertThat(read.getCompareTargets()).isEqualTo("beta, live");
            assertThat(read.getCompareMinutes()).isEqualTo(7);
        });
    }

    @Test
    void codeReadsAndWritesIt(@TempDir Path folder) throws Exception {
        String code = """
                unclassified:
                  ecsHistory:
                    compareMinutes: 9
                    compareTargets: "beta"
                    keepDays: 31
                    keepEntries: 71
                """;
        Path yaml = folder.resolve("jenkins.yaml");
        Files.writeString(yaml, code);

        ConfigurationAsCode.get().configure(yaml.toString());

        assertThat(configuration.getKeepDays()).isEqualTo(31);
        ByteArrayOutputStream exported = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(exported);
        assertThat(exported.toString(StandardCharsets.UTF_8)).contains(code.substring(code.indexOf("  ecsHistory")));
    }

    @Test
    void aWrongNumberIsRefusedAndNothingIsTaken() {
        int before = configuration.getKeepDays();
        JSONObject form = new JSONObject();
        form.put("keepDays", "3");
        form.put("keepEntries", "none");

        assertThatThrownBy(() -> configuration.configure((StaplerRequest2) null, form))
                .isInstanceOf(Descriptor.FormException.class)
                .hasMessage("keepEntries is 'none'. Give a number above zero");
        assertThatThrownBy(() -> configuration.setCompareMinutes(0)).hasMessageContaining("compareMinutes is 0");
        assertThat(configuration.getKeepDays()).isEqualTo(before);
    }

    @Test
    void theFormSaysWhatIsWrong() {
        GlobalTarget beta = new GlobalTarget("beta");
        beta.setRegion("eu-central-1");
        EcsTargets.get().setTargets(List.of(beta));

        assertThat(configuration.doCheckKeepDays("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckKeepEntries("0").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckCompareMinutes("-1").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(configuration.doCheckCompareTargets("beta").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(configuration.doCheckCompareTargets("beta, btea").getMessage())
                .contains("no global target", "btea", "beta");
    }
}
