package dev.tradewind.runtime.cli;

import dev.tradewind.runtime.plugin.SdkVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. Program and SDK carry one version. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"tradewind " + SdkVersion.current() + ", Java " + Runtime.version()};
    }
}
