import { refuse, serve } from "./serve";

serve().catch(refuse);
