// npm run build: for hosts that start the pages themselves.
import { build, install } from "./prepare.mjs";

install();
await build();
