import type { XmlField } from '../soap/xml-writer';
import type { ServiceAccount } from '../store/records';
import { printRoubles } from '../values/doubles';
import { filterOf } from './filter-rules';
import { CLIENT_SERVICE_FILTERS, findOwnServices } from './find-services';
import type { Operation } from './operation';
import { pageOf } from './page';

/** The subscriber's own service accounts. */
export const getClientVgroups: Operation = {
  name: 'getClientVgroups',
  sessions: ['client'],
  request: [filterOf(...CLIENT_SERVICE_FILTERS)],
  run(call) {
    const filter = call.message.group('flt');
    return pageOf(findOwnServices(call, filter), filter).map((service): XmlField => [
      'ret',
      [['vgroup', serviceFields(service)]],
    ]);
  },
};

/** Type `soapClientVgroup`. `servicerent` as the fee for a month and `curshape` in kbit/s are inferred. */
function serviceFields(service: ServiceAccount): XmlField[] {
  return [
    ['agrmid', service.agrmid],
    ['vgid', service.vgid],
    ['blkreq', 0],
    ['blocked', service.block],
    ['changed', 0],
    ['agentid', service.agentId],
    ['tarifid', service.tariffId],
    ['tariftype', 0],
    ['curshape', service.shape],
    ['servicerent', printRoubles(service.monthlyFeeKopecks)],
    ['agentdescr', service.agentDescription],
    ['tarifdescr', service.tariffName],
    ['login', service.login],
  ];
}
